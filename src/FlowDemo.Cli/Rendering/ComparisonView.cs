using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>
/// The report as a person reads it: what made the numbers, one block per metric with the methods down and the budgets across,
/// what the marks mean, what to know about single rows, and the answer last, where the eye ends up.
/// </summary>
/// <param name="report">What to show.</param>
/// <param name="width">Columns that a line may take; budgets that do not fit go into further blocks below.</param>
/// <param name="color">Whether colour is wanted.</param>
/// <param name="details">Whether all tables are wanted, or those that say something by themselves.</param>
internal sealed class ComparisonView(ComparisonReport report, int width, bool color, bool details)
{
    private const int MostNotes = 6;
    private const int MostRowsInNote = 5;
    private const int MostLeaders = 3;

    /// <summary>Blanks before and between the columns of the summary.</summary>
    private const int Gap = 2;

    /// <summary>Writes the whole view.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        ImmutableArray<FigureTable> tables = details ? FigureTable.AllOf(report) : FigureTable.EssentialOf(report);
        IEnumerable<StyledText>[] orders = details ? [Orders()] : [];
        IEnumerable<StyledText>[] parts = [Header(), .. tables.Select(Table), .. orders, Legend(tables).Concat(Notes()), Summary()];
        string between = string.Empty;
        foreach (IEnumerable<StyledText> part in parts)
        {
            output.Write(between + string.Concat(part.Select(line => line.Write(color) + "\n")));
            between = "\n";
        }
    }

    private IEnumerable<StyledText> Header() => ReportHeader.Of(report).SelectMany(h => Hanging($"{h.Name,-11}", Ink.Dim, h.Text));

    private IEnumerable<StyledText> Table(FigureTable table)
    {
        FigureGrid full = new(table, FigureText.Full);
        FigureGrid grid = full.Width <= width ? full : new FigureGrid(table, FigureText.Short);
        return
        [
            .. StyledText.Empty.Add(table.Id, Ink.Bold).Add($" [{table.Unit}, lower is better]").Lines(width),
            .. StyledText.Empty.Add(table.Heading, Ink.Dim).Lines(width),
            .. grid.Lines(width),
        ];
    }

    /// <summary>How fast the error of each method falls, or that there are too few budgets to say.</summary>
    private IEnumerable<StyledText> Orders()
    {
        ImmutableArray<ErrorOrder> orders = ErrorOrder.Of(report);
        int lead = orders.Select(static o => o.Method.Length).DefaultIfEmpty().Max() + Gap;
        return
        [
            StyledText.Empty.Add("order", Ink.Bold),
            .. StyledText.Empty.Add(FigureTable.OrderHeading, Ink.Dim).Lines(width),
            .. orders.Select(o => StyledText.Empty.Add(o.Method).PadRight(lead)).Zip(orders, static (line, o) => o.Value is { } value
                ? line.Add(FigureText.Full.Value(value)).Add(FigureText.Full.Margin(value), Ink.Dim)
                : line.Add($"none: {ErrorOrder.FewestBudgets} budgets are the fewest, and it has {o.Budgets}", Ink.Dim)),
        ];
    }

    /// <summary>What the marks mean that are there.</summary>
    private IEnumerable<StyledText> Legend(ImmutableArray<FigureTable> tables)
    {
        FigureCell[] cells = [.. tables.SelectMany(static t => t.Rows).SelectMany(static r => r.Cells)];
        string[] marks =
        [
            "NFE: velocity evaluations per sample. ±: half of the 95 % interval.",
            .. cells.Any(static c => c.Standing == Standing.Best) ? [$"{FigureGrid.BestMark}: best of its column."] : Array.Empty<string>(),
            .. cells.Any(static c => c.Standing == Standing.NotSeparated)
                ? [$"{FigureGrid.NotSeparatedMark}: not separated from the best."]
                : Array.Empty<string>(),
            .. cells.Any(static c => c.Figure is null) ? [$"{FigureGrid.Absent}: no such row or figure."] : Array.Empty<string>(),
        ];
        return StyledText.Empty.Add(string.Join(" ", marks), Ink.Dim).Lines(width);
    }

    private IEnumerable<StyledText> Notes()
    {
        ImmutableArray<ReportNote> notes = ReportNote.AllOf(report);
        List<StyledText> lines = [];
        foreach (ReportNote note in notes.Take(MostNotes))
        {
            string rows = note.Rows.Length <= MostRowsInNote
                ? string.Join("; ", note.Rows)
                : $"{string.Join("; ", note.Rows.Take(MostRowsInNote))}; and {note.Rows.Length - MostRowsInNote} more methods";
            lines.AddRange(Note($"{note.Text} ({rows})"));
        }

        if (notes.Length > MostNotes)
        {
            lines.AddRange(Note($"and {notes.Length - MostNotes} more of the kind; --format json has them row by row"));
        }

        lines.AddRange(FieldNotes.Of(report).SelectMany(line => Hanging("field ", Ink.Dim, line)));
        return FieldNotes.Remark(report) is string remark ? lines.Concat(Note(remark)) : lines;
    }

    private IEnumerable<StyledText> Note(string text) => Hanging("note ", Ink.Yellow, text);

    /// <summary>The best of each column; the ratios stand below each other.</summary>
    private IEnumerable<StyledText> Summary()
    {
        IGrouping<int, ComparisonRow>[] columns = [.. report.Rows.GroupBy(static r => r.Budget).OrderBy(static g => g.Key)];
        bool hasRatio = report.Rows.Any(static r => r.Relative is not null);
        string ratio = hasRatio ? $", and its ratio to {report.Plan.Baseline}" : string.Empty;
        (StyledText Budget, StyledText Methods, StyledText Ratio)[] rows =
        [
            .. columns.Select(static c =>
                (StyledText.Empty.Add(c.Key.ToString(CultureInfo.InvariantCulture)), Methods([.. c]), Ratio([.. c]))),
        ];
        int budgetWidth = rows.Max(static r => r.Budget.Width);
        int ratioWidth = rows.Max(static r => r.Ratio.Width);
        int methodsWidth = Math.Min(rows.Max(static r => r.Methods.Width), Math.Max(20, width - budgetWidth - ratioWidth - (3 * Gap)));
        List<StyledText> lines = [.. StyledText.Empty.Add("least rmse at each NFE", Ink.Bold).Add(ratio).Lines(width)];
        foreach ((StyledText budget, StyledText methods, StyledText figure) in rows)
        {
            StyledText lead = StyledText.Empty.Add(budget.PadLeft(Gap + budgetWidth)).PadRight(budgetWidth + (2 * Gap));
            StyledText[] wrapped = [.. methods.Behind(lead, lead.Width + methodsWidth)];
            lines.Add(wrapped[0].PadRight(lead.Width + methodsWidth + Gap).Add(figure));
            lines.AddRange(wrapped[1..]);
        }

        return lines.Concat(Dissent(columns));
    }

    /// <summary>The best by another figure, where that is not the best by rmse; budgets with the same one together.</summary>
    private IEnumerable<StyledText> Dissent(IGrouping<int, ComparisonRow>[] columns) =>
        from metric in report.MetricUnits.Select(static m => m.Id).Where(static id => id != "rmse")
        let others = columns.Select(c => (
            c.Key,
            Method: FigureTable.Dissenter([.. c], metric))).Where(static o => o.Method is not null).ToArray()
        where others.Length > 0
        let named = others.GroupBy(static o => o.Method).Select(static g => $"{g.Key} at {string.Join(", ", g.Select(static o => o.Key))}")
        from line in Hanging($"by {metric}: ", Ink.Bold, string.Join("; ", named))
        select line;

    private static ComparisonRow[] Leaders(IReadOnlyList<ComparisonRow> column) =>
        [.. column.Where(static r => !r.BrokeDown && r.Standing is (Standing.Best or Standing.NotSeparated)).OrderBy(
            static r => r.Relative?.Value ?? 0)];

    private static StyledText Methods(IReadOnlyList<ComparisonRow> column)
    {
        ComparisonRow[] leaders = Leaders(column);

        // A row that cannot be ranked may still be the best: its interval is wider than its value.
        double least = leaders.Select(Error).DefaultIfEmpty(double.PositiveInfinity).Min();
        ComparisonRow? open = column
            .Where(r => !r.BrokeDown && r.Standing == Standing.Unranked && Error(r) < least)
            .MinBy(Error);
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
        foreach (ComparisonRow leader in leaders.Take(MostLeaders).Skip(1))
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

    private static double Error(ComparisonRow row) => row.Figure("rmse")?.Value ?? double.PositiveInfinity;

    private static StyledText Ratio(IReadOnlyList<ComparisonRow> column) => Leaders(column) is [{ Relative: { } ratio }]
        ? StyledText.Empty.Add(FigureText.Full.Value(ratio)).Add(FigureText.Full.Margin(ratio), Ink.Dim)
        : StyledText.Empty;

    private IEnumerable<StyledText> Hanging(string lead, Ink ink, string text) =>
        StyledText.Empty.Add(text).Behind(StyledText.Empty.Add(lead, ink), width);
}
