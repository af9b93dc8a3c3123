using System.Collections.Immutable;
using FlowDemo.Metrics;

namespace FlowDemo.Comparison;

/// <summary>A metric of a plan under the id it was asked for by.</summary>
/// <param name="Id">The id.</param>
/// <param name="Metric">The metric.</param>
internal sealed record MetricUnderWay(string Id, IMetric Metric)
{
    /// <summary>The metrics of a plan, in its order.</summary>
    public static ImmutableArray<MetricUnderWay> Of(ComparisonPlan plan) =>
        [.. plan.Metrics.Select(id => new MetricUnderWay(id, MetricCatalog.All.Create(id)))];
}
