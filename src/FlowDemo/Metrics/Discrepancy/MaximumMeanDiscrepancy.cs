using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Metrics.Discrepancy;

/// <summary>
/// The squared maximum mean discrepancy of the samples from the target itself, of which no sample is drawn: <c>MMD^2 = E k(X, X') -
/// 2 E k(X, Y) + E k(Y, Y')</c>, the first mean over pairs of independent samples, the others in closed form. Unbiased, so it may come
/// out negative near zero.
/// </summary>
/// <remarks>
/// k is the mean of four Gaussian kernels with squared widths 3/4, 1/4, 1/12 and 1/36 of the target's total variance, fixed for all rows.
/// A. Gretton et al., A Kernel Two-Sample Test, Journal of Machine Learning Research 13, 2012, lemma 6.
/// </remarks>
internal sealed class MaximumMeanDiscrepancy : IMetric
{
    private const int Limit = 4096;
    private const int Levels = 4;
    private const double WidestShare = 0.75;
    private readonly LastValue<TargetKey, double> selfMean = new();

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "mmd", "Squared maximum mean discrepancy from the target itself, without a sample of it.", static _ => new MaximumMeanDiscrepancy())
    {
        Formula = "mean_(i, j independent) k(x_i, x_j) - 2/n sum_i E k(x_i, Y) + E k(Y, Y')",
        Cost = "n^2 kernel values, of at most 4096 samples",
        Source = "Gretton, Borgwardt, Rasch, Scholkopf, Smola, A Kernel Two-Sample Test, 2012",
        Notes = "k: mean of Gaussian kernels of squared width 3/4, 1/4, 1/12, 1/36 of the target's total variance. Pairs of different "
            + "sets of quasi-random noise, of different samples of other noise. Unbiased: may be negative near zero.",
    };

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "1";

    /// <inheritdoc/>
    public Workload WorkFor(int samples) => new(0, 8e3 * Math.Min(samples, Limit));

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => measurement.Noise.Count > 2;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => "needs more than two samples";

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        SampleSubset subset = new(measurement.Noise, Limit);
        SampleBatch points = subset.Take(measurement.End);
        if (!EndpointError.AreFinite(points))
        {
            return Estimate.Exact(double.PositiveInfinity);
        }

        MixtureEmbedding embedding = new(measurement.Target, WidestShare * measurement.Target.TotalVariance, Levels);
        double self = selfMean.Get(new TargetKey(measurement.Target), () => embedding.SelfMean(measurement.Execution));
        return KernelDiscrepancy.Evaluate(subset.Noise, points, embedding, self, measurement.Execution);
    }

    private readonly record struct TargetKey(GaussianMixture Target);
}
