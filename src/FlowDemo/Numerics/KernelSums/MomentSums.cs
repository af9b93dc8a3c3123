using System.Runtime.CompilerServices;

namespace FlowDemo.Numerics.KernelSums;

/// <summary>
/// Running sums <c>sum g o_x^i o_y^j, i + j &lt;= 3</c> of offsets o from a centre, kept apart for eight lanes so that the order of
/// additions, and with it every bit, is the same at every vector width.
/// </summary>
[InlineArray(Orders * Lanes)]
internal struct MomentSums
{
    /// <summary>Sums that the derivatives need: 1, x, y, xx, xy, yy, xxx, xxy, xyy, yyy.</summary>
    public const int Orders = 10;

    /// <summary>Lanes kept apart: those of the widest vector.</summary>
    public const int Lanes = SampleBatch.LaneCount;

    private double first;

    /// <summary>Adds one vector to the lanes of one sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<TLanes>(int order, int lane, TLanes value)
        where TLanes : struct, ILanes<TLanes>
    {
        nuint place = (nuint)((order * Lanes) + lane);
        TLanes.Store(TLanes.Load(ref first, place) + value, ref first, place);
    }

    /// <summary>One sum over all lanes.</summary>
    public readonly double Total(int order)
    {
        ReadOnlySpan<double> all = this;
        ReadOnlySpan<double> l = all.Slice(order * Lanes, Lanes);
        return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
    }

    /// <summary>Mean and central moments from the sums.</summary>
    /// <param name="unit">Length of one unit of the offsets.</param>
    /// <param name="centreX">What offsets along the first coordinate count from.</param>
    /// <param name="centreY">What offsets along the second coordinate count from.</param>
    /// <param name="central">Whether the moments beyond the mean were summed.</param>
    public readonly KernelMoments Moments(double unit, double centreX, double centreY, bool central)
    {
        double sum = Total(0);
        double mx = Total(1) / sum;
        double my = Total(2) / sum;
        KernelMoments moments = new(0, sum, centreX + (mx * unit), centreY + (my * unit), 0, 0, 0, 0, 0);
        if (!central)
        {
            return moments;
        }

        (double xx, double xy, double yy) = (Total(3) / sum, Total(4) / sum, Total(5) / sum);
        (double xxx, double xxy, double xyy, double yyy) = (Total(6) / sum, Total(7) / sum, Total(8) / sum, Total(9) / sum);
        double thirdX = (xxx - (3 * mx * xx) + (2 * mx * mx * mx)) + (xyy - (2 * my * xy) - (mx * yy) + (2 * mx * my * my));
        double thirdY = (yyy - (3 * my * yy) + (2 * my * my * my)) + (xxy - (2 * mx * xy) - (my * xx) + (2 * my * mx * mx));
        double square = unit * unit;
        return moments with
        {
            XX = (xx - (mx * mx)) * square,
            XY = (xy - (mx * my)) * square,
            YY = (yy - (my * my)) * square,
            ThirdX = thirdX * square * unit,
            ThirdY = thirdY * square * unit,
        };
    }
}

/// <summary>
/// What the points look like from x, weighted by <c>w_k exp(-|x - alpha mu_k|^2 / 2v)</c>: the sum of these weights, and the
/// mean and central moments of mu_k under them.
/// </summary>
/// <param name="Shift">Logarithm of what was taken out of the sum.</param>
/// <param name="Sum">The sum of the weights divided by exp(Shift).</param>
/// <param name="MeanX">E[mu_x].</param>
/// <param name="MeanY">E[mu_y].</param>
/// <param name="XX">Variance of mu_x.</param>
/// <param name="XY">Covariance of mu_x and mu_y.</param>
/// <param name="YY">Variance of mu_y.</param>
/// <param name="ThirdX">E[e_x |e|^2] for e = mu - E[mu].</param>
/// <param name="ThirdY">E[e_y |e|^2] for e = mu - E[mu].</param>
internal readonly record struct KernelMoments(
    double Shift, double Sum, double MeanX, double MeanY, double XX, double XY, double YY, double ThirdX, double ThirdY)
{
    /// <summary>Logarithm of the sum of the weights.</summary>
    public double LogSum => Shift + Math.Log(Sum);
}
