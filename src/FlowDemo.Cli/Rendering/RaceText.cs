using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Races;
using FlowDemo.Comparison.Studies;

namespace FlowDemo.Cli.Rendering;

/// <summary>What a person wants to know of a race: how many ran, what it cost, who did not take part.</summary>
internal static class RaceText
{
    /// <summary>The lines.</summary>
    /// <param name="race">The race.</param>
    /// <param name="study">Those that were left, compared.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<StyledText> Lines(RaceReport race, StudyReport study, int width)
    {
        string heats = string.Join(", ", race.Heats.Select(static h => string.Create(
            CultureInfo.InvariantCulture, $"{h.Methods} on {h.Samples} samples")));
        double last = study.Reports.Sum(static r => r.Rows.Sum(row => row.BuildEvaluations + (row.Nfe * r.Samples)));
        string raced = string.Create(
            CultureInfo.InvariantCulture,
            $"{heats}; that took {race.Evaluations:0.0e0} velocity evaluations, and the table of those left {last:0.0e0}");
        return
        [
            .. TableText.Hanging("race  ", Ink.Dim, raced, width),
            .. race.Excluded.SelectMany(e => TableText.Hanging(
                "note ", Ink.Yellow, string.Create(CultureInfo.InvariantCulture, $"{e.Count} methods did not race: {e.Reason}"), width)),
        ];
    }

    /// <summary>The method that stands first in the last table.</summary>
    /// <param name="study">The finalists, compared.</param>
    public static MethodName WinnerOf(StudyReport study) =>
        study.Only?.Rows.MinBy(static r => r.Figure("rmse")?.Value ?? double.PositiveInfinity) is ComparisonRow row
            ? new MethodName(row.Solver, row.Schedule)
            : study.Summary.MinBy(static r => r.Ratio?.Value ?? double.PositiveInfinity)!.Name;
}
