using System.Collections.Immutable;
using FlowDemo.Comparison;

namespace FlowDemo.Reporting;

/// <summary>Something a reader must know, with the rows it is about.</summary>
/// <param name="Text">The note.</param>
/// <param name="Rows">The rows, as in <c>euler/uniform at 1</c>.</param>
public sealed record ReportNote(string Text, ImmutableArray<string> Rows)
{
    /// <summary>The notes of all rows; one that several rows share is there once.</summary>
    /// <param name="report">The report.</param>
    public static ImmutableArray<ReportNote> AllOf(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Grouped(
            [
                .. report.Rows.SelectMany(static r => r.Notes.Select(n => (n, r.Method, r.Budget))),
                .. report.Absent.Select(static a => (a.Reason, a.Method, a.Budget)),
            ]);
    }

    /// <summary>Notes with the rows they are about; the same text is there once.</summary>
    internal static ImmutableArray<ReportNote> Grouped(IEnumerable<(string Note, string Method, int Budget)> notes) =>
        [.. notes.GroupBy(static n => n.Note).Select(static g => new ReportNote(
            g.Key,
            [.. g.GroupBy(static n => n.Method).Select(static m => $"{m.Key} at {string.Join(", ", m.Select(static n => n.Budget))}")]))];
}
