using System.Globalization;
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
    /// <summary>The catalogue's line of the median.</summary>
    internal static CatalogEntry<IMetric> MedianEntry { get; } = new(
        "median", "Median distance from the reference's end points.", static _ => new EndpointQuantile(0.5))
    {
        Formula = "median |x_i - xref_i|",
        Notes = "The error of the samples that reach their mode.",
    };

    /// <summary>The catalogue's line of the 99th percentile.</summary>
    internal static CatalogEntry<IMetric> PercentileEntry { get; } = new(
        "p99", "99th percentile of the distance from the reference's end points.", static _ => new EndpointQuantile(0.99))
    {
        Formula = "quantile(|x_i - xref_i|, 0.99)",
    };

    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => !measurement.IsStochastic;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => Measurement.WhyNotPaired;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        double[] squares = EndpointError.Squared(measurement.End, measurement.Reference);
        return Intervals.Quantile(measurement.Noise, Array.ConvertAll(squares, Math.Sqrt), probability);
    }

    /// <inheritdoc/>
    public string? Remark(Measurement measurement) => SampleQuantile.IsUnbounded(measurement.Noise, probability)
        ? string.Create(
            CultureInfo.InvariantCulture, $"{100 * probability:0}th percentile without an upper bound: {measurement.Noise.Count} samples "
                + $"do not show the largest errors")
        : null;
}
