using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Fields;

/// <summary>A component of one mixture on its way to a component of another, at one time: a normal law with its velocity.</summary>
internal readonly struct PairShape
{
    private readonly double meanX;
    private readonly double meanY;
    private readonly (double X, double Y) meanRate;
    private readonly (double X, double Y) meanCurvature;
    private readonly double logWeight;
    private readonly Jacobian inverse;
    private readonly Jacobian gainRate;
    private readonly (double X, double Y) dataMean;
    private readonly Jacobian dataCovariance;

    /// <summary>Follows a pair to a time.</summary>
    /// <param name="from">The component of the source.</param>
    /// <param name="to">The component of the target.</param>
    /// <param name="p">The path at the time.</param>
    /// <param name="coupling">The covariance of the two ends, symmetric; null where they are independent.</param>
    public PairShape(GaussianComponent from, GaussianComponent to, PathPoint p, Jacobian? coupling = null)
    {
        (meanX, meanY) = ((p.Sigma * from.MeanX) + (p.Alpha * to.MeanX), (p.Sigma * from.MeanY) + (p.Alpha * to.MeanY));
        meanRate = (
            Times(p.SigmaRate, from.MeanX) + (p.AlphaRate * to.MeanX), Times(p.SigmaRate, from.MeanY) + (p.AlphaRate * to.MeanY));
        meanCurvature = (
            Times(p.SigmaCurvature, from.MeanX) + (p.AlphaCurvature * to.MeanX),
            Times(p.SigmaCurvature, from.MeanY) + (p.AlphaCurvature * to.MeanY));
        dataMean = (to.MeanX, to.MeanY);
        dataCovariance = Sum(from, 0, to, p.Alpha, 0);
        Jacobian c = Sum(from, p.Sigma * p.Sigma, to, p.Alpha * p.Alpha, p.LatentSquare);
        Jacobian h = Sum(from, p.SigmaSquareRate, to, p.Alpha * p.AlphaRate, p.LatentSquareRate);
        Jacobian rate = Sum(
            from,
            p.SigmaSquareCurvature,
            to,
            (p.AlphaRate * p.AlphaRate) + (p.Alpha * p.AlphaCurvature),
            p.LatentSquareCurvature);
        if (coupling is Jacobian k)
        {
            double product = (p.AlphaRate * p.Sigma) + (p.Alpha * p.SigmaRate);
            double bend = (p.AlphaCurvature * p.Sigma) + (2 * p.AlphaRate * p.SigmaRate) + (p.Alpha * p.SigmaCurvature);
            dataCovariance = Add(dataCovariance, p.Sigma, k);
            (c, h, rate) = (Add(c, 2 * p.Alpha * p.Sigma, k), Add(h, product, k), Add(rate, bend, k));
        }

        double determinant = c.Determinant;
        inverse = new Jacobian(c.YY / determinant, -c.XY / determinant, -c.XY / determinant, c.XX / determinant);
        logWeight = Math.Log(from.Weight) + Math.Log(to.Weight) - (0.5 * Math.Log(determinant));
        Gain = Times(h, inverse);
        Jacobian square = Times(Gain, Gain);
        Jacobian own = Times(rate, inverse);
        gainRate = new Jacobian(
            own.XX - (2 * square.XX), own.XY - (2 * square.XY), own.YX - (2 * square.YX), own.YY - (2 * square.YY));
    }

    /// <summary>A = H C^-1, the Jacobian of the velocity of the pair.</summary>
    public Jacobian Gain { get; }

    /// <summary>The trace of C^-1, minus the divergence of the score of the pair.</summary>
    public double Precision => inverse.XX + inverse.YY;

    /// <summary>The logarithm of the pair's share of the density, but for log 2 pi.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public double LogWeight(double x, double y)
    {
        (double sx, double sy) = Score(x, y);
        return logWeight + (0.5 * ((sx * (x - meanX)) + (sy * (y - meanY))));
    }

    /// <summary>m' + A (x - m).</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public (double X, double Y) Velocity(double x, double y) => Apply(Gain, x - meanX, y - meanY, meanRate);

    /// <summary>-C^-1 (x - m).</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public (double X, double Y) Score(double x, double y)
    {
        (double sx, double sy) = Apply(inverse, x - meanX, y - meanY, default);
        return (-sx, -sy);
    }

    /// <summary>How the pair's velocity changes for a point that moves: m'' + A' (x - m) + A (u - m').</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="ux">First coordinate of the point's velocity.</param>
    /// <param name="uy">Second coordinate of the point's velocity.</param>
    public (double X, double Y) Acceleration(double x, double y, double ux, double uy) =>
        Apply(gainRate, x - meanX, y - meanY, Apply(Gain, ux - meanRate.X, uy - meanRate.Y, meanCurvature));

    /// <summary>Writes the row of <see cref="GeneralForm{TLanes}"/>.</summary>
    /// <param name="row">Receives it.</param>
    /// <param name="quantity">What the form is to give.</param>
    public void Fill(Span<double> row, PairQuantity quantity)
    {
        (row[0], row[1]) = (meanX, meanY);
        (row[2], row[3], row[4]) = (-0.5 * inverse.XX, -inverse.XY, -0.5 * inverse.YY);
        row[5] = logWeight;
        ((row[6], row[7]), Jacobian gain) = quantity switch
        {
            PairQuantity.Velocity => (meanRate, Gain),
            PairQuantity.Score => ((0, 0), new Jacobian(-inverse.XX, -inverse.XY, -inverse.YX, -inverse.YY)),
            _ => (dataMean, Times(dataCovariance, inverse)),
        };
        (row[8], row[9], row[10], row[11]) = (gain.XX, gain.XY, gain.YX, gain.YY);
    }

    private static Jacobian Add(Jacobian a, double factor, Jacobian b) => new(
        a.XX + (factor * b.XX), a.XY + (factor * b.XY), a.YX + (factor * b.YX), a.YY + (factor * b.YY));

    private static Jacobian Sum(GaussianComponent from, double a, GaussianComponent to, double b, double isotropic)
    {
        double xy = (a * from.CovarianceXY) + (b * to.CovarianceXY);
        return new Jacobian(
            (a * from.CovarianceXX) + (b * to.CovarianceXX) + isotropic,
            xy,
            xy,
            (a * from.CovarianceYY) + (b * to.CovarianceYY) + isotropic);
    }

    private static (double X, double Y) Apply(Jacobian m, double x, double y, (double X, double Y) offset) =>
        (offset.X + (m.XX * x) + (m.XY * y), offset.Y + (m.YX * x) + (m.YY * y));

    // A rate may be infinite at the end of the path from noise, whose mean is 0.
    private static double Times(double rate, double mean) => mean == 0 ? 0 : rate * mean;

    private static Jacobian Times(Jacobian a, Jacobian b) => new(
        (a.XX * b.XX) + (a.XY * b.YX), (a.XX * b.XY) + (a.XY * b.YY), (a.YX * b.XX) + (a.YY * b.YX), (a.YX * b.XY) + (a.YY * b.YY));
}

/// <summary>What is summed over the pairs.</summary>
internal enum PairQuantity
{
    /// <summary>u, the velocity.</summary>
    Velocity,

    /// <summary>s, the score.</summary>
    Score,

    /// <summary>E[x1 | x_t], the expected data.</summary>
    Data,
}
