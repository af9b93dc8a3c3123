using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>
/// The report as a person reads it: what made the numbers, the table of errors with the methods down and the budgets across, the
/// answer, what else was measured, what the marks mean and what to know about single rows.
/// </summary>
/// <param name="report">What to show.</param>
/// <param name="width">Columns that a line may take; budgets that do not fit go into further blocks below.</param>
/// <param name="color">Whether colour is wanted.</param>
/// <param name="extent">How many of its tables.</param>
internal sealed class ComparisonView(ComparisonReport report, int width, bool color, TableExtent extent)
{
    /// <summary>Blanks between a method and its order.</summary>
    private const int OrderGap = 2;

    /// <summary>What the answer would be under other kernels on the points; may be empty.</summary>
    public ImmutableArray<BandwidthEffect> Kernels { get; init; } = [];

    /// <summary>Writes the whole view.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        ImmutableArray<FigureTable> tables = Tables();
        FigureText text = TableText.Fitting(tables, width);
        ILookup<bool, IEnumerable<StyledText>> drawn = tables.ToLookup(IsAnswered, t => TableText.Table(t, text, width));
        TableText.Write(
            [
                Header(),
                .. drawn[true],
                Summary(),
                .. drawn[false],
                .. extent == TableExtent.All ? [Orders()] : Array.Empty<IEnumerable<StyledText>>(),
                .. Kernels.IsEmpty ? Array.Empty<IEnumerable<StyledText>>() : [Bandwidths()],
                TableText.Legend(tables, text, width).Concat(Notes()),
            ],
            color,
            output);
    }

    private ImmutableArray<FigureTable> Tables() => extent switch
    {
        TableExtent.All => FigureTable.AllOf(report),
        TableExtent.Usual => FigureTable.EssentialOf(report),
        _ => [FigureTable.AllOf(report)[0]],
    };

    /// <summary>Whether the answer is about the figures of a table.</summary>
    private static bool IsAnswered(FigureTable table) => table.Id is "rmse" or FigureTable.RatioId;

    private IEnumerable<StyledText> Header() =>
        ReportHeader.Of(report).SelectMany(h => TableText.Hanging($"{h.Name,-11}", Ink.Dim, h.Text, width));

    /// <summary>How fast the figures of each method fall, or that there are too few budgets to say.</summary>
    private IEnumerable<StyledText> Orders()
    {
        ErrorOrder[] orders = [.. ErrorOrder.Of(report)
            .GroupBy(static o => o.Method)
            .SelectMany(static m => m.Any(static o => o.Value is not null) ? m.Where(static o => o.Value is not null) : m.Take(1))];
        int lead = orders.Select(static o => o.Method.Length).DefaultIfEmpty().Max() + OrderGap;
        int name = lead + orders.Select(static o => o.Metric.Length).DefaultIfEmpty().Max() + OrderGap;
        int value = name + orders.Select(static o => OrderText(o).Width).DefaultIfEmpty().Max() + OrderGap;
        return
        [
            StyledText.Empty.Add("order", Ink.Bold),
            .. StyledText.Empty.Add(FigureTable.OrderHeading, Ink.Dim).Lines(width),
            .. orders.Select(o => (Order: o, Line: StyledText.Empty.Add(o.Method).PadRight(lead))).Select(l => l.Order.Value is null
                ? l.Line.Add($"none: {ErrorOrder.FewestBudgets} budgets are the fewest, and it has {l.Order.Budgets}", Ink.Dim)
                : l.Line.Add(l.Order.Metric).PadRight(name).Add(OrderText(l.Order)).PadRight(value)
                    .Add($"R2 {FigureText.Number(l.Order.Determination)}", Ink.Dim)),
        ];
    }

    private static StyledText OrderText(ErrorOrder order) => order.Value is { } value
        ? StyledText.Empty.Add(FigureText.Full.Value(value)).Add(FigureText.Full.Margin(value), Ink.Dim)
        : StyledText.Empty;

    /// <summary>The least rmse of each budget under kernels half and twice as wide.</summary>
    private IEnumerable<StyledText> Bandwidths()
    {
        string[][] cells =
        [
            ["NFE", "least rmse", "half", "as is", "twice"],
            .. Kernels.Select(static k => (string[])
            [
                k.Budget.ToString(CultureInfo.InvariantCulture),
                k.Method,
                FigureText.Number(k.AtHalf),
                FigureText.Number(k.Own),
                FigureText.Number(k.AtTwice),
            ]),
        ];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(c => cells.Max(row => row[c].Length))];
        return
        [
            StyledText.Empty.Add("bandwidth", Ink.Bold),
            .. StyledText.Empty.Add(
                "What the answer is where the kernels on the points are half and twice as wide: a bandwidth is a choice, and shapes "
                    + "the target",
                Ink.Dim).Lines(width),
            .. cells.Select(row => row.Select((cell, c) => c == 1 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))
                .Aggregate(StyledText.Empty, static (line, cell) => line.Width == 0 ? line.Add(cell) : line.Add("  " + cell))),
        ];
    }

    private IEnumerable<StyledText> Notes()
    {
        List<StyledText> lines = [.. TableText.Notes(ReportNote.AllOf(report), width)];
        lines.AddRange(FieldNotes.Of(report).SelectMany(line => TableText.Hanging("field ", Ink.Dim, line, width)));
        return FieldNotes.Remark(report) is string remark ? lines.Concat(TableText.Note(remark, width)) : lines;
    }

    /// <summary>The best of each column, and where another figure has another best.</summary>
    private IEnumerable<StyledText> Summary()
    {
        string ratio = report.Rows.Any(static r => r.Relative is not null) ? $", and its ratio to {report.Plan.Baseline}" : string.Empty;
        RankedRow[] ranked = [.. report.Rows.Where(static r => !r.IsOnOtherPath).Select(RankedRow.Of)];
        return (ranked.Length == 0 ? [] : Answer.Lines("least rmse at each NFE", ratio, ranked, width)).Concat(
            FigureTable.Dissent(report).SelectMany(d => TableText.Hanging($"by {d.Metric}: ", Ink.Bold, d.Methods, width)));
    }
}
