using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>The summary of a study as tables: methods down, budgets across.</summary>
public static class StudyTables
{
    /// <summary>Id of the table of the problems where methods do worst.</summary>
    public const string WorstId = "worst";

    /// <summary>The mean ratio to the baseline, and where each method is furthest behind the best; none for a single problem.</summary>
    /// <param name="study">The study.</param>
    public static ImmutableArray<FigureTable> Of(StudyReport study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Only is not null)
        {
            return [];
        }

        string mean = string.Create(
            CultureInfo.InvariantCulture,
            $"rmse as a fraction of {study.Reports[0].Plan.Baseline}: geometric mean over {study.Reports.Length} problems, paired sample "
                + $"by sample; the interval is the noise's, for these problems");
        return
        [
            Table(study, FigureTable.RatioId, mean, "x", static r => new FigureCell(r.Ratio, r.Standing)),
            Table(
                study,
                WorstId,
                "rmse on the problem where a method is furthest behind, as a multiple of the best row there; @ numbers the problem",
                "x the best",
                static r => r is { Regret: double regret, Worst: int worst }
                    ? new FigureCell(Estimate.Exact(regret), Standing.Behind)
                    {
                        Tag = string.Create(CultureInfo.InvariantCulture, $"@{worst + 1}"),
                    }
                    : default),
        ];
    }

    /// <summary>The problems with the numbers that tables and notes call them by.</summary>
    /// <param name="study">The study.</param>
    public static string Problems(StudyReport study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return string.Join("; ", study.Reports.Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1} {study.NameOf(r)}")));
    }

    /// <summary>The notes of all rows of the summary; one that several rows share is there once.</summary>
    /// <param name="study">The study.</param>
    public static ImmutableArray<ReportNote> Notes(StudyReport study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return ReportNote.Grouped(study.Summary.SelectMany(static r => r.Notes.Select(n => (n, r.Method, r.Budget))));
    }

    private static FigureTable Table(StudyReport study, string id, string heading, string unit, Func<SummaryRow, FigureCell> cell)
    {
        ImmutableArray<int> budgets = [.. study.Summary.Select(static r => r.Budget).Distinct().Order()];
        return new FigureTable(id, heading, unit, budgets, [.. study.Summary
            .GroupBy(static r => r.Method)
            .Select(m => new FigureRow(
                m.Key, [.. budgets.Select(b => m.FirstOrDefault(r => r.Budget == b) is SummaryRow row ? cell(row) : default)]))]);
    }
}
