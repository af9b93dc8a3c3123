using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Metrics;

/// <summary>
/// How sure of their class end points are beside what guidance is said to sample: <c>|mean p(c | x_i) - E p(c | x)|</c>, the expectation
/// under <see cref="TiltedLaw"/>.
/// </summary>
internal sealed class Confidence : IMetric
{
    private const int Points = 1 << 16;

    private readonly LastValue<(GaussianMixture Target, double Guidance, int Seed), double> shared = new();

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "confidence", "Error of the mean p(class | x) against the law that guidance is said to sample.", static _ => new Confidence())
    {
        Formula = "|mean p(c | x_i) - E p(c | x)|, x ~ p(x | c) p(c | x)^(A - 1)",
        Source = "Ho, Salimans, Classifier-Free Diffusion Guidance, 2022, arXiv 2207.12598; Wu, Chen, Li, Wang, Wei, Theoretical Insights "
            + "for Diffusion Guidance, 2024, arXiv 2403.01639",
        Notes = "With --class and --guidance A. A note says whether a row is more or less sure than that law. w2:tilted is the distance "
            + "from the whole law.",
    };

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "%";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => measurement.Tilted is not null;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => Measurement.WhyNotTilted;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement) => Signed(measurement).Magnitude;

    /// <inheritdoc/>
    public string? Remark(Measurement measurement) => Signed(measurement) switch
    {
        { Low: > 0 } => "confidence: surer of the class than the law that guidance is said to sample",
        { High: < 0 } => "confidence: less sure of the class than the law that guidance is said to sample",
        _ => null,
    };

    private Estimate Signed(Measurement measurement)
    {
        TiltedLaw law = measurement.Tilted!;
        double[] values = new double[measurement.End.Count];
        measurement.Execution.ForEach(
            values.Length, i => values[i] = 100 * law.Confidence(measurement.End[i, 0], measurement.End[i, 1]));
        double exact = 100 * shared.Get(
            (measurement.Target, law.Condition.Guidance, measurement.Seed),
            () => law.MeanConfidence(Points, RandomStream.Open(measurement.Seed, NoiseStream.Metric)));
        return Intervals.Mean(measurement.Noise, values).Map(v => v - exact);
    }
}
