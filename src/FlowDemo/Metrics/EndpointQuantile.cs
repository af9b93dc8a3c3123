using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;

namespace FlowDemo.Metrics;

/// <summary>
/// A quantile of the distance between where samples ended and where the exact flow takes them. The median shows the error of
/// the samples that reach their mode, which the RMSE does not: few samples in a wrong mode outweigh all others there.
/// </summary>
/// <param name="probability">Share of the samples below the quantile, in (0, 1).</param>
internal sealed class EndpointQuantile(double probability) : IMetric
{
    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => !measurement.IsStochastic;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        double[] squares = EndpointError.Squared(measurement.End, measurement.Reference);
        return Intervals.Quantile(measurement.Noise, Array.ConvertAll(squares, Math.Sqrt), probability);
    }
}
