using System.Collections.Immutable;
using System.Globalization;

namespace FlowDemo.Comparison.Studies;

/// <summary>The same methods compared on one or several problems, and what that says of them together.</summary>
public sealed record StudyReport
{
    /// <summary>Puts the comparisons together.</summary>
    /// <param name="reports">One comparison for each problem, all of the same methods at the same budgets; at least one.</param>
    /// <exception cref="FlowDemoException">The problems have test points of unequal number, which cannot be paired.</exception>
    public StudyReport(ImmutableArray<ComparisonReport> reports)
        : this(reports, reports is { IsDefaultOrEmpty: false, Length: > 1 } ? StudySummary.Of(reports) : [])
    {
    }

    /// <summary>The same where it is known what they say together, as a saved report says it.</summary>
    /// <param name="reports">One comparison for each problem, at least one.</param>
    /// <param name="summary">Each method at each budget over all problems; empty for one problem.</param>
    /// <exception cref="FlowDemoException">There is no problem.</exception>
    public StudyReport(ImmutableArray<ComparisonReport> reports, ImmutableArray<SummaryRow> summary)
    {
        if (reports.IsDefaultOrEmpty)
        {
            throw new FlowDemoException("A study needs at least one problem; none is there.");
        }

        (Reports, Summary) = (reports, summary);
    }

    /// <summary>The comparisons, in the order of the problems.</summary>
    public ImmutableArray<ComparisonReport> Reports { get; private init; }

    /// <summary>Each method at each budget over all problems, in the order of the first report; empty for one problem.</summary>
    public ImmutableArray<SummaryRow> Summary { get; private init; }

    /// <summary>The methods that have rows, in their order.</summary>
    public ImmutableArray<string> Methods => [.. Reports.SelectMany(static r => r.Rows).Select(static r => r.Method).Distinct()];

    /// <summary>The one comparison that it is made of; null where there are several.</summary>
    public ComparisonReport? Only => Reports.Length == 1 ? Reports[0] : null;

    /// <summary>What it takes to make the whole again; null where nobody recorded it.</summary>
    public ReportManifest? Manifest { get; init; }

    /// <summary>Some of the methods in an order, with the marks and ratios that they have among all.</summary>
    /// <param name="methods">Their names.</param>
    public StudyReport Showing(ImmutableArray<string> methods) => this with
    {
        Reports =
        [
            .. Reports.Select(r => r with
            {
                Rows = [.. r.Rows.Where(row => methods.Contains(row.Method)).OrderBy(row => methods.IndexOf(row.Method))],
                Absent = [.. r.Absent.Where(a => methods.Contains(a.Method))],
            }),
        ],
        Summary = [.. Summary.Where(row => methods.Contains(row.Method)).OrderBy(row => methods.IndexOf(row.Method))],
    };

    /// <summary>A comparison on one problem is a study too.</summary>
    /// <param name="report">The comparison.</param>
    public static implicit operator StudyReport(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new StudyReport([report]) { Manifest = report.Manifest };
    }

    /// <summary>What the problem of a report is called: its target, and its seed where there are several.</summary>
    /// <param name="report">One of the reports.</param>
    public string NameOf(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Reports.DistinctBy(static r => r.Plan.Seed).Count() == 1
            ? report.TargetLabel
            : string.Create(CultureInfo.InvariantCulture, $"{report.TargetLabel}, seed {report.Plan.Seed}");
    }
}
