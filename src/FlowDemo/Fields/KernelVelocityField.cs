using System.Buffers;
using FlowDemo.Numerics.KernelSums;
using FlowDemo.Paths;

namespace FlowDemo.Fields;

/// <summary>
/// The exact velocity field of a mixture of many equal, isotropic Gaussians, at a cost that hardly depends on how many:
/// <c>u = a (x - alpha m) + alpha' m, m = E[mu | x], du/dx = a I + b (alpha / v) Cov[mu | x]</c> with v = alpha^2 s^2 + sigma^2,
/// a = (alpha alpha' s^2 + sigma sigma') / v, b = alpha' - a alpha. It agrees with <see cref="MixtureVelocityField"/> to about 1e-12.
/// </summary>
internal sealed class KernelVelocityField : IDifferentiableField
{
    private readonly KernelSum sum;
    private readonly double variance;
    private readonly IPath path;
    private readonly Action<double, SampleBatch, SampleBatch, SampleBatch?, SampleBatch?> differentiation;

    /// <summary>Prepares the field.</summary>
    /// <param name="sum">The sums over the components.</param>
    /// <param name="variance">s^2, the square of the bandwidth s.</param>
    /// <param name="path">The path.</param>
    public KernelVelocityField(KernelSum sum, double variance, IPath path)
    {
        (this.sum, this.variance, this.path) = (sum, variance, path);
        differentiation = VectorWidth.Choose<Action<double, SampleBatch, SampleBatch, SampleBatch?, SampleBatch?>>(
            Differentiate<Lanes512>, Differentiate<Lanes256>, Differentiate<Lanes128>);
    }

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity) => Differentiate(t, x, velocity, null, null);

    /// <inheritdoc/>
    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration) =>
        differentiation(t, x, velocity, jacobian, acceleration);

    /// <summary>
    /// <see cref="Differentiate(double, SampleBatch, SampleBatch, SampleBatch?, SampleBatch?)"/> at a given vector width.
    /// </summary>
    internal void Differentiate<TLanes>(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
        where TLanes : struct, ILanes<TLanes>
    {
        PathPoint p = path.At(t);
        double v = (p.Alpha * p.Alpha * variance) + (p.Sigma * p.Sigma);
        double a = ((p.Alpha * p.AlphaRate * variance) + p.SigmaSquareRate) / v;
        double b = p.AlphaRate - (a * p.Alpha);
        bool central = jacobian is not null || acceleration is not null;
        KernelLattice? lattice = sum.LatticeFor(p.Alpha, v);
        double[] scratch = ArrayPool<double>.Shared.Rent(sum.ScratchLength);
        ReadOnlySpan<double> xs = x.Coordinate(0);
        ReadOnlySpan<double> ys = x.Coordinate(1);
        Span<double> us = velocity.Coordinate(0);
        Span<double> vs = velocity.Coordinate(1);
        for (int i = 0; i < xs.Length; i++)
        {
            KernelMoments m = sum.At<TLanes>(lattice, p.Alpha, v, xs[i], ys[i], scratch, central);
            us[i] = (a * (xs[i] - (p.Alpha * m.MeanX))) + (p.AlphaRate * m.MeanX);
            vs[i] = (a * (ys[i] - (p.Alpha * m.MeanY))) + (p.AlphaRate * m.MeanY);
            if (jacobian is not null)
            {
                double gain = b * p.Alpha / v;
                jacobian.Coordinate(0)[i] = a + (gain * m.XX);
                jacobian.Coordinate(1)[i] = gain * m.XY;
                jacobian.Coordinate(2)[i] = gain * m.XY;
                jacobian.Coordinate(3)[i] = a + (gain * m.YY);
            }

            if (acceleration is not null)
            {
                (acceleration.Coordinate(0)[i], acceleration.Coordinate(1)[i]) = Accelerate(p, v, a, b, (xs[i], ys[i]), (us[i], vs[i]), m);
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary>
    /// <c>a' (x - alpha m) + a (u - alpha' m) + alpha'' m + b m'</c>, where m' = Cov(mu, the rate of each log weight along the trajectory).
    /// </summary>
    private (double X, double Y) Accelerate(
        PathPoint p, double v, double a, double b, (double X, double Y) x, (double X, double Y) u, KernelMoments m)
    {
        double q = (p.AlphaRate * p.AlphaRate) + (p.Alpha * p.AlphaCurvature);
        double rateOfA = (((q * variance) + p.SigmaSquareCurvature) / v) - (2 * a * a);

        // A log weight changes by e.g - (alpha b / v) |e|^2 + what all share, e = mu - m.
        double pull = (p.AlphaRate - (2 * a * p.Alpha)) / v;
        (double rx, double ry) = (x.X - (p.Alpha * m.MeanX), x.Y - (p.Alpha * m.MeanY));
        (double qx, double qy) = (u.X - (p.AlphaRate * m.MeanX), u.Y - (p.AlphaRate * m.MeanY));
        double gx = (pull * rx) + (p.Alpha / v * qx);
        double gy = (pull * ry) + (p.Alpha / v * qy);
        double third = p.Alpha * b / v;
        double mx = (m.XX * gx) + (m.XY * gy) - (third * m.ThirdX);
        double my = (m.XY * gx) + (m.YY * gy) - (third * m.ThirdY);
        return (
            (rateOfA * rx) + (a * qx) + (p.AlphaCurvature * m.MeanX) + (b * mx),
            (rateOfA * ry) + (a * qy) + (p.AlphaCurvature * m.MeanY) + (b * my));
    }
}
