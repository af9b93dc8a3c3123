using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;

namespace FlowDemo.Metrics;

/// <summary>
/// The transport error in units of the end points' own spread: <c>sqrt(sum |x_i - xref_i|^2 / sum |xref_i - m|^2)</c>, m the mean of the
/// reference's end points. It compares across targets, scales and dimensions: 1 says that a sample is as far off as another one is.
/// </summary>
internal sealed class StandardizedRmse : IMetric
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "nrmse", "Transport error in units of the end points' standard deviation.", static _ => new StandardizedRmse())
    {
        Formula = "sqrt(sum |x_i - xref_i|^2 / sum |xref_i - m|^2), m the mean of the reference's end points",
        Notes = "rmse over one number that all rows share: it ranks as rmse does, and compares across targets, scales and dimensions.",
    };

    /// <inheritdoc/>
    public string Unit => "standard deviations";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => !measurement.IsStochastic;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => Measurement.WhyNotPaired;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        double deviation = EndpointError.Deviation(measurement.Reference);
        return Intervals.RootMean(measurement.Noise, EndpointError.Squared(measurement.End, measurement.Reference))
            .Map(error => error / deviation);
    }
}
