using FlowDemo.Comparison;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>One cell of a table of figures.</summary>
/// <param name="Figure">The figure; null where the method has no row of that budget or the metric does not apply.</param>
/// <param name="Standing">How the figure stands among those of its column.</param>
public readonly record struct FigureCell(Estimate? Figure, Standing Standing);
