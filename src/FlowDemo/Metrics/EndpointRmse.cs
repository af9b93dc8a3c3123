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
    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => !measurement.IsStochastic;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement) =>
        Intervals.RootMean(measurement.Noise, EndpointError.Squared(measurement.End, measurement.Reference));
}
