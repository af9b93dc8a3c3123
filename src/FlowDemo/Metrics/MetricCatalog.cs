using FlowDemo.Metrics.Discrepancy;
using FlowDemo.Metrics.Transport;

namespace FlowDemo.Metrics;

/// <summary>All metrics, by id. An entry stands beside its class; here is their order.</summary>
public static class MetricCatalog
{
    /// <summary>The metrics, in the order in which they are listed.</summary>
    public static Catalog<IMetric> All { get; } = new(
        "metric",
        EndpointRmse.Entry,
        FrechetDistance.Entry,
        StandardizedRmse.Entry,
        EndpointQuantile.MedianEntry,
        EndpointQuantile.PercentileEntry,
        PredictedError.Entry,
        ModeFlips.Entry,
        KullbackLeibler.Entry,
        LikelihoodError.Entry,
        MaximumMeanDiscrepancy.Entry,
        ModeWeights.Entry,
        Spread.Entry,
        SlicedWasserstein2.Entry,
        Wasserstein2.Entry,
        StrongError.Entry,
        Confidence.Entry,
        TotalError.Entry,
        ResampledError.Entry);
}
