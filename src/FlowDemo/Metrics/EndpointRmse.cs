using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;

namespace FlowDemo.Metrics;

/// <summary>
/// Transport error: the root mean squared distance between where samples ended and where the exact flow takes them.
/// <c>sqrt(1/n sum |x_i - xref_i|^2)</c>. Also the strong error. It bounds the W2 distance between the two sets of end points from
/// above, and is not it: a sampler may move every point and keep the distribution.
/// </summary>
internal sealed class EndpointRmse : IMetric
{
    private const double FewestCarriers = 50;
    private const double LeastShare = 0.05;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "rmse", "Transport error: RMS distance from the reference's end points.", static _ => new EndpointRmse())
    {
        Formula = "sqrt(1/n sum |x_i - xref_i|^2)",
        Source = "strong error at t = 1: Kloeden, Platen, Numerical Solution of Stochastic Differential Equations, 1992",
        Notes = "Interval: bootstrap over samples, or Student t over independent shifts. A few samples in a wrong mode dominate it.",
    };

    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => !measurement.IsStochastic;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => Measurement.WhyNotPaired;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement) =>
        Intervals.RootMean(measurement.Noise, EndpointError.Squared(measurement.End, measurement.Reference));

    /// <inheritdoc/>
    /// <remarks>How many equal samples would scatter as much: <c>(sum e^2)^2 / sum e^4</c>.</remarks>
    public string? Remark(Measurement measurement)
    {
        double[] squares = EndpointError.Squared(measurement.End, measurement.Reference);
        (double sum, double squared) = (squares.Sum(), squares.Sum(static s => s * s));
        return sum * sum < Math.Min(FewestCarriers, squares.Length * LeastShare) * squared
            ? "few samples carry the mean square: rmse's interval knows nothing of rarer errors"
            : null;
    }
}
