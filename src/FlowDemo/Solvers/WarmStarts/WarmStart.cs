using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Solvers.WarmStarts;

/// <summary>
/// The jump from t = 0 to a start time t0 that costs no evaluation, because it uses nothing of the data but its mean M and
/// covariance C. See <see cref="WarmStartKind"/> for the two maps. Both move with a translation of the data.
/// </summary>
/// <remarks>
/// At t0 = 0 every kind is the identity, to the last bit. A sampler that starts at a fixed t0 > 0 does not converge to the
/// exact flow as its steps shrink, unless the data are Gaussian; the best t0 falls as steps are added.
/// </remarks>
public sealed class WarmStart
{
    private readonly IPath path;
    private readonly GaussianMixture? moments;

    /// <summary>Prepares the jump.</summary>
    /// <param name="kind">Which map.</param>
    /// <param name="path">The path, whose alpha and sigma it follows.</param>
    /// <param name="moments">The data distribution, of which only the first two moments are used; null for the kind that uses none.</param>
    public WarmStart(WarmStartKind kind, IPath path, GaussianMixture? moments)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (kind != WarmStartKind.None)
        {
            ArgumentNullException.ThrowIfNull(moments);
        }

        Kind = kind;
        this.path = path;
        this.moments = moments;
    }

    /// <summary>Which map.</summary>
    public WarmStartKind Kind { get; }

    /// <summary>The same jump with the moments of another target.</summary>
    /// <param name="other">The target.</param>
    public WarmStart For(GaussianMixture other) => new(Kind, path, other);

    /// <summary>Mean of the data.</summary>
    internal (double X, double Y) Mean => (moments?.MeanX ?? 0, moments?.MeanY ?? 0);

    private GaussianMixture Moments => moments!;

    /// <summary>Takes samples to a start time.</summary>
    /// <param name="t">t0 in [0, 1].</param>
    /// <param name="from">The samples; planar, unless the jump is none.</param>
    /// <param name="to">Receives the images; may be <paramref name="from"/>.</param>
    internal void Apply(double t, SampleBatch from, SampleBatch to)
    {
        if (Kind == WarmStartKind.None)
        {
            from.Values.CopyTo(to.Values);
        }
        else
        {
            At(t).Apply(from, to);
        }
    }

    /// <summary>The map for one start time.</summary>
    /// <param name="t">t0 in [0, 1].</param>
    internal PlaneMap At(double t)
    {
        if (Kind == WarmStartKind.None)
        {
            return new PlaneMap(1, 0, 1, 0, 0);
        }

        PathPoint p = path.At(t);
        (double shiftX, double shiftY) = (p.Alpha * Moments.MeanX, p.Alpha * Moments.MeanY);
        if (Kind == WarmStartKind.Mean)
        {
            return new PlaneMap(1, 0, 1, shiftX, shiftY);
        }

        (double xx, double xy, double yy) = Variance(p);
        double root = Math.Sqrt((xx * yy) - (xy * xy));
        double scale = Math.Sqrt(xx + yy + (2 * root));
        return new PlaneMap((xx + root) / scale, xy / scale, (yy + root) / scale, shiftX, shiftY);
    }

    /// <summary>The derivative of the map by the start time.</summary>
    /// <param name="t">t0 in [0, 1].</param>
    internal PlaneMap RateAt(double t)
    {
        if (Kind == WarmStartKind.None)
        {
            return default;
        }

        PathPoint p = path.At(t);
        (double shiftX, double shiftY) = (p.AlphaRate * Moments.MeanX, p.AlphaRate * Moments.MeanY);
        if (Kind == WarmStartKind.Mean)
        {
            return new PlaneMap(0, 0, 0, shiftX, shiftY);
        }

        // Cayley and Hamilton: V^(1/2) = (V + s I) / tau with s^2 = det V and tau^2 = tr V + 2 s.
        (double xx, double xy, double yy) = Variance(p);
        double alphaRate = 2 * p.Alpha * p.AlphaRate;
        double sigmaRate = 2 * p.SigmaSquareRate;
        double rateXX = (alphaRate * Moments.CovarianceXX) + sigmaRate;
        double rateXY = alphaRate * Moments.CovarianceXY;
        double rateYY = (alphaRate * Moments.CovarianceYY) + sigmaRate;
        double root = Math.Sqrt((xx * yy) - (xy * xy));
        double rootRate = ((rateXX * yy) + (xx * rateYY) - (2 * xy * rateXY)) / (2 * root);
        double scale = Math.Sqrt(xx + yy + (2 * root));
        double scaleRate = (rateXX + rateYY + (2 * rootRate)) / (2 * scale);
        return new PlaneMap(
            (rateXX + rootRate - ((xx + root) * scaleRate / scale)) / scale,
            (rateXY - (xy * scaleRate / scale)) / scale,
            (rateYY + rootRate - ((yy + root) * scaleRate / scale)) / scale,
            shiftX,
            shiftY);
    }

    private (double XX, double XY, double YY) Variance(PathPoint p)
    {
        double alpha = p.Alpha * p.Alpha;
        double sigma = p.Sigma * p.Sigma;
        return ((alpha * Moments.CovarianceXX) + sigma, alpha * Moments.CovarianceXY, (alpha * Moments.CovarianceYY) + sigma);
    }
}
