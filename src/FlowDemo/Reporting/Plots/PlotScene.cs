using FlowDemo.Comparison;
using FlowDemo.Targets;

namespace FlowDemo.Reporting.Plots;

/// <summary>What a picture may show: the figures of a comparison, and what it takes to sample its methods once more.</summary>
/// <param name="Report">What the comparison found.</param>
/// <param name="Target">The data distribution that was compared on.</param>
/// <param name="Execution">Threads and cancellation, for pictures that sample.</param>
public sealed record PlotScene(ComparisonReport Report, Target Target, Execution Execution);
