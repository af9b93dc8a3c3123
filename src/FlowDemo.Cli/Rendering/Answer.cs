using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>The answer that stands last: the best row of each budget, those not separated from it, and its ratio to the baseline.</summary>
internal static class Answer
{
    private const int MostLeaders = 3;

    /// <summary>Blanks before and between the columns.</summary>
    private const int Gap = 2;

    /// <summary>The lines; the ratios stand below each other.</summary>
    /// <param name="title">What is least.</param>
    /// <param name="ratio">What the ratio is, behind the title; empty where there is none.</param>
    /// <param name="rows">All rows, at least one.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<StyledText> Lines(string title, string ratio, IEnumerable<RankedRow> rows, int width)
    {
        (StyledText Budget, StyledText Methods, StyledText Ratio)[] lines =
        [
            .. rows.GroupBy(static r => r.Budget).OrderBy(static c => c.Key).Select(static c =>
                (StyledText.Empty.Add(c.Key.ToString(CultureInfo.InvariantCulture)), Methods([.. c]), Ratio([.. c]))),
        ];
        int budgetWidth = lines.Max(static r => r.Budget.Width);
        int ratioWidth = lines.Max(static r => r.Ratio.Width);
        int methodsWidth = Math.Min(lines.Max(static r => r.Methods.Width), Math.Max(20, width - budgetWidth - ratioWidth - (3 * Gap)));
        List<StyledText> answer = [.. StyledText.Empty.Add(title, Ink.Bold).Add(ratio).Lines(width)];
        foreach ((StyledText budget, StyledText methods, StyledText figure) in lines)
        {
            StyledText lead = StyledText.Empty.Add(budget.PadLeft(Gap + budgetWidth)).PadRight(budgetWidth + (2 * Gap));
            StyledText[] wrapped = [.. methods.Behind(lead, lead.Width + methodsWidth)];
            answer.Add(wrapped[0].PadRight(lead.Width + methodsWidth + Gap).Add(figure));
            answer.AddRange(wrapped[1..]);
        }

        return answer;
    }

    private static RankedRow[] Leaders(IReadOnlyList<RankedRow> column) =>
        [.. column.Where(static r => !r.BrokeDown && r.Standing is (Standing.Best or Standing.NotSeparated)).OrderBy(
            static r => r.Ratio?.Value ?? 0)];

    private static StyledText Methods(IReadOnlyList<RankedRow> column)
    {
        RankedRow[] leaders = Leaders(column);

        // A row that cannot be ranked may still be the best: its interval is wider than its value.
        double least = leaders.Select(static r => r.Error).DefaultIfEmpty(double.PositiveInfinity).Min();
        RankedRow? open = column
            .Where(r => !r.BrokeDown && r.Standing == Standing.Unranked && r.Error < least)
            .MinBy(static r => r.Error);
        if (leaders.Length == 0)
        {
            return open is null
                ? StyledText.Empty.Add("none", Ink.Dim)
                : StyledText.Empty.Add("not certain; ", Ink.Dim).Add(open.Method, Ink.Bold).Add(
                    " is least, within an interval wider than itself");
        }

        if (open is not null)
        {
            return StyledText.Empty.Add(leaders[0].Method, Ink.Bold).Add($", or {open.Method}, whose interval is wider than its error");
        }

        StyledText names = StyledText.Empty.Add(leaders[0].Method, Ink.Bold);
        foreach (RankedRow leader in leaders.Take(MostLeaders).Skip(1))
        {
            names = names.Add(", ").Add(leader.Method, Ink.Bold);
        }

        return leaders.Length switch
        {
            1 => names,
            > MostLeaders => names.Add($" and {leaders.Length - MostLeaders} more, not separated"),
            _ => names.Add(", not separated"),
        };
    }

    private static StyledText Ratio(IReadOnlyList<RankedRow> column) => Leaders(column) is [{ Ratio: { } ratio }]
        ? StyledText.Empty.Add(FigureText.Full.Value(ratio)).Add(FigureText.Full.Margin(ratio), Ink.Dim)
        : StyledText.Empty;
}

/// <summary>What the answer says of a row.</summary>
/// <param name="Method">The method.</param>
/// <param name="Budget">The column.</param>
/// <param name="Standing">How it stands in its column.</param>
/// <param name="Ratio">Its ratio to the baseline; null without one.</param>
/// <param name="Error">Its rmse; infinite where there is none.</param>
/// <param name="BrokeDown">Whether it has no figures because the numbers broke down.</param>
internal sealed record RankedRow(string Method, int Budget, Standing Standing, Estimate? Ratio, double Error, bool BrokeDown)
{
    /// <summary>A row of one comparison.</summary>
    public static RankedRow Of(ComparisonRow row) => new(
        row.Method, row.Budget, row.Standing, row.Relative, row.Figure("rmse")?.Value ?? double.PositiveInfinity, row.BrokeDown);

    /// <summary>A row of a summary.</summary>
    public static RankedRow Of(SummaryRow row) =>
        new(row.Method, row.Budget, row.Standing, row.Ratio, double.PositiveInfinity, BrokeDown: false);
}
