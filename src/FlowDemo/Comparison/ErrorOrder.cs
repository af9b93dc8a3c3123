using System.Collections.Immutable;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;

namespace FlowDemo.Comparison;

/// <summary>
/// How fast the rmse of a method falls with its budget: p of <c>rmse = c NFE^-p</c>, by least squares of log rmse on log NFE. Its interval
/// is that of the slope, Student's with two degrees of freedom less than budgets: wide where the error falls by no single power.
/// </summary>
/// <param name="Method">The method, as its rows are called.</param>
/// <param name="Budgets">Budgets with an error that is finite and not zero.</param>
/// <param name="Value">p; null where there are fewer than <see cref="FewestBudgets"/> budgets.</param>
public sealed record ErrorOrder(string Method, int Budgets, Estimate? Value)
{
    /// <summary>Two points lie on a line whatever they are.</summary>
    public const int FewestBudgets = 3;

    /// <summary>The order of each method that has an rmse, in the order of the report.</summary>
    /// <param name="report">The report.</param>
    public static ImmutableArray<ErrorOrder> Of(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. from row in report.Rows
               where row.Figure("rmse") is { Value: > 0 and < double.PositiveInfinity }
               group (Math.Log(row.Nfe), Math.Log(row.Figure("rmse")!.Value.Value)) by row.Method into method
               select Fit(method.Key, [.. method]),
        ];
    }

    private static ErrorOrder Fit(string method, (double X, double Y)[] points)
    {
        int count = points.Length;
        double meanX = points.Average(static p => p.X);
        double meanY = points.Average(static p => p.Y);
        double spread = points.Sum(p => (p.X - meanX) * (p.X - meanX));
        if (count < FewestBudgets || spread == 0)
        {
            return new ErrorOrder(method, count, null);
        }

        double slope = points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / spread;
        double rest = points.Sum(p => Math.Pow(p.Y - meanY - (slope * (p.X - meanX)), 2));
        double margin = Math.Sqrt(rest / (count - 2) / spread) * StudentQuantile.Of(count - 2);
        return new ErrorOrder(method, count, new Estimate(-slope, -slope - margin, -slope + margin));
    }
}
