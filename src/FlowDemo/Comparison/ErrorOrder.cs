using System.Collections.Immutable;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;

namespace FlowDemo.Comparison;

/// <summary>
/// How fast a figure of a method falls with its budget: p of <c>figure = c NFE^-p</c>, by least squares of log figure on log NFE. Its
/// interval is that of the slope, Student's with two degrees of freedom less than budgets: wide where the figure falls by no single power.
/// </summary>
/// <param name="Method">The method, as its rows are called.</param>
/// <param name="Metric">Id of the figure.</param>
/// <param name="Budgets">Budgets with a figure that is finite, above zero and no mere bound.</param>
/// <param name="Value">p; null where there are fewer than <see cref="FewestBudgets"/> budgets.</param>
/// <param name="Determination">
/// R2, the share of the variation of log figure that the power tells: near 1 the figure may be told for budgets nearby. 0 without p.
/// </param>
public sealed record ErrorOrder(string Method, string Metric, int Budgets, Estimate? Value, double Determination)
{
    /// <summary>Two points lie on a line whatever they are.</summary>
    public const int FewestBudgets = 3;

    /// <summary>The orders of each method by each of its figures, both in the order of the report.</summary>
    /// <param name="report">The report.</param>
    public static ImmutableArray<ErrorOrder> Of(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. from method in report.Rows.GroupBy(static r => r.Method)
               from metric in report.MetricUnits
               let points = Points(method, metric.Id)
               where points.Length > 0
               select Fit(method.Key, metric.Id, points),
        ];
    }

    private static (double X, double Y)[] Points(IEnumerable<ComparisonRow> rows, string metric) =>
    [
        .. from row in rows
           where row.Figure(metric) is { Value: > 0 and < double.PositiveInfinity, IsLowerBound: false }
           select (Math.Log(row.Nfe), Math.Log(row.Figure(metric)!.Value.Value)),
    ];

    private static ErrorOrder Fit(string method, string metric, (double X, double Y)[] points)
    {
        int count = points.Length;
        double meanX = points.Average(static p => p.X);
        double meanY = points.Average(static p => p.Y);
        double spread = points.Sum(p => (p.X - meanX) * (p.X - meanX));
        if (count < FewestBudgets || spread == 0)
        {
            return new ErrorOrder(method, metric, count, null, 0);
        }

        double slope = points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / spread;
        double rest = points.Sum(p => Math.Pow(p.Y - meanY - (slope * (p.X - meanX)), 2));
        double all = points.Sum(p => (p.Y - meanY) * (p.Y - meanY));
        double margin = Math.Sqrt(rest / (count - 2) / spread) * StudentQuantile.Of(count - 2);
        return new ErrorOrder(
            method, metric, count, new Estimate(-slope, -slope - margin, -slope + margin), all > 0 ? Math.Max(0, 1 - (rest / all)) : 0);
    }
}
