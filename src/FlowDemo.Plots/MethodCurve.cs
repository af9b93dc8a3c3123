using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Metrics;

namespace FlowDemo.Plots;

/// <summary>The figures of one method over its budgets, those that a logarithmic axis can show.</summary>
/// <param name="Name">The method, as in <c>heun/boss</c>.</param>
/// <param name="Solver">Its solver.</param>
/// <param name="Schedule">Its schedule, and its field unless that is the exact one.</param>
/// <param name="Points">Counted evaluations per sample and the figure, positive and finite, by rising work.</param>
internal sealed record MethodCurve(string Name, string Solver, string Schedule, ImmutableArray<(double Work, Estimate Figure)> Points)
{
    /// <summary>The curves of a report, in the order of its rows; methods without a figure to show are left out.</summary>
    /// <param name="report">The report.</param>
    /// <param name="metric">Id of the metric.</param>
    public static ImmutableArray<MethodCurve> AllOf(ComparisonReport report, string metric) =>
    [
        .. report.Rows
            .GroupBy(static r => r.Method)
            .Select(g => new MethodCurve(g.Key, g.First().Solver, g.First().Name.ScheduleAndField, PointsOf(g, metric)))
            .Where(static c => c.Points.Length > 0),
    ];

    private static ImmutableArray<(double Work, Estimate Figure)> PointsOf(IEnumerable<ComparisonRow> rows, string metric) =>
    [
        .. rows
            .Select(r => (r.Nfe, Figure: r.Figure(metric)))
            .Where(static p => p.Figure is { Value: > 0 and < double.PositiveInfinity })
            .Select(static p => (p.Nfe, p.Figure!.Value))
            .OrderBy(static p => p.Nfe),
    ];
}
