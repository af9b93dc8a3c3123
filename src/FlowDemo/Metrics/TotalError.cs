using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;

namespace FlowDemo.Metrics;

/// <summary>
/// The error of the network and of the sampler together: the root mean squared distance between where samples ended and where the exact
/// flow of the target takes the same noise. <c>sqrt(1/n sum |x_i - xexact_i|^2)</c>. Its floor is the distance of the two flows, which no
/// sampler of the network's flow gets under but by luck: steps beyond it are wasted.
/// </summary>
internal sealed class TotalError : IMetric
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "total", "Of a model beside its target: the network's error and the sampler's together.", static _ => new TotalError())
    {
        Formula = "sqrt(1/n sum |x_i - xexact_i|^2), xexact of the target's exact flow",
        Notes = "For --model with --target. rmse there is the sampler's error alone; the floor is the network's alone.",
    };

    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => !measurement.IsStochastic && measurement.Truth is not null;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => measurement.IsStochastic
        ? Measurement.WhyNotPaired
        : "is for a model with its target beside it; of an exact flow it would be rmse";

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        double[] network = EndpointError.Squared(measurement.Reference, measurement.Truth!);
        return Intervals.RootMean(measurement.Noise, EndpointError.Squared(measurement.End, measurement.Truth!)) with
        {
            Floor = Math.Sqrt(network.Average()),
        };
    }
}
