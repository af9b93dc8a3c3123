using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Reporting;
using Spectre.Console;

namespace FlowDemo.Cli.Rendering;

/// <summary>
/// The report as a person reads it: what made the numbers, one block per metric with the methods down and the budgets across,
/// what the marks mean, what to know about single rows, and the answer last, where the eye ends up.
/// </summary>
/// <param name="report">What to show.</param>
/// <param name="width">Columns that a line may take; budgets that do not fit go into further blocks below.</param>
/// <param name="color">Whether colour is wanted.</param>
internal sealed class ComparisonView(ComparisonReport report, int width, bool color)
{
    private const int MostNotes = 6;
    private const int MostRowsInNote = 5;
    private const int MostLeaders = 3;

    /// <summary>Writes the whole view.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        using StringWriter drawn = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = Consoles.On(drawn, width, color);
        foreach ((string name, string text) in ReportHeader.Of(report))
        {
            console.Write(Hanging($"[dim]{name,-11}[/]", Markup.Escape(text), 11));
        }

        foreach (FigureTable table in FigureTable.AllOf(report))
        {
            WriteTable(console, table);
        }

        WriteLegend(console);
        WriteNotes(console);
        foreach (string line in FieldNotes.Of(report))
        {
            console.Write(Hanging("[dim]field[/] ", Markup.Escape(line), 6));
        }

        if (FieldNotes.Remark(report) is string remark)
        {
            console.Write(Hanging("[yellow]note[/] ", Markup.Escape(remark), 5));
        }

        WriteSummary(console);

        PlainLines.Write(drawn, output);
    }

    private void WriteTable(IAnsiConsole console, FigureTable table)
    {
        console.WriteLine();
        console.Write(new Markup($"[bold]{table.Id}[/] [[{Markup.Escape(table.Unit)}, lower is better]]\n[dim]{Markup.Escape(table.Heading)}[/]\n"));
        FigureGrid full = new(table, FigureText.Full);
        FigureGrid grid = full.Width <= width ? full : new FigureGrid(table, FigureText.Short);
        foreach (Table block in grid.Blocks(width))
        {
            console.Write(block);
        }
    }

    private void WriteLegend(IAnsiConsole console)
    {
        console.WriteLine();
        console.Write(new Markup("[dim]NFE: velocity evaluations per sample. ±: half of the 95 % interval. "
            + $"{FigureGrid.BestMark}: best of its column, as the interval says. {FigureGrid.NotSeparatedMark}: not separated from the best. "
            + $"{FigureGrid.Absent}: not to be had for just that NFE, or not measured.[/]\n"));
    }

    private void WriteNotes(IAnsiConsole console)
    {
        ImmutableArray<ReportNote> notes = ReportNote.AllOf(report);
        foreach (ReportNote note in notes.Take(MostNotes))
        {
            string rows = note.Rows.Length <= MostRowsInNote
                ? string.Join("; ", note.Rows)
                : $"{string.Join("; ", note.Rows.Take(MostRowsInNote))}; and {note.Rows.Length - MostRowsInNote} more methods";
            console.Write(Hanging("[yellow]note[/] ", Markup.Escape($"{note.Text} ({rows})"), 5));
        }

        if (notes.Length > MostNotes)
        {
            console.Write(Hanging("[yellow]note[/] ", $"and {notes.Length - MostNotes} more of the kind; --format json has them row by row", 5));
        }
    }

    private void WriteSummary(IAnsiConsole console)
    {
        IGrouping<int, ComparisonRow>[] columns = [.. report.Rows.GroupBy(static r => r.Budget).OrderBy(static g => g.Key)];
        bool hasRatio = report.Rows.Any(static r => r.Relative is not null);
        string ratio = hasRatio ? $", and its ratio to {report.Plan.BaselineSolver}/{report.Plan.BaselineSchedule}" : string.Empty;
        console.WriteLine();
        console.Write(new Markup($"[bold]least rmse at each NFE[/]{Markup.Escape(ratio)}\n"));
        Grid grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true, Alignment = Justify.Right, Padding = new Padding(2, 0, 2, 0) })
            .AddColumn(new GridColumn { Padding = new Padding(0, 0, 2, 0) })
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 0, 0) });
        foreach (IGrouping<int, ComparisonRow> column in columns)
        {
            (string methods, string figure) = Verdict([.. column]);
            grid.AddRow(column.Key.ToString(CultureInfo.InvariantCulture), methods, figure);
        }

        console.Write(grid);
    }

    private static (string Methods, string Ratio) Verdict(IReadOnlyList<ComparisonRow> column)
    {
        ComparisonRow[] leaders = [.. column.Where(static r => !r.BrokeDown && r.Standing is (Standing.Best or Standing.NotSeparated)).OrderBy(static r => r.Relative?.Value ?? 0)];
        string names = string.Join(", ", leaders.Take(MostLeaders).Select(static r => $"[bold]{Markup.Escape(r.Method)}[/]"));
        return leaders.Length switch
        {
            0 => ("[dim]none[/]", string.Empty),
            1 when leaders[0].Relative is { } ratio => (names, $"{FigureText.Full.Value(ratio)}[dim]{FigureText.Full.Margin(ratio)}[/]"),
            1 => (names, string.Empty),
            > MostLeaders => ($"{names} and {leaders.Length - MostLeaders} more, not separated", string.Empty),
            _ => ($"{names}, not separated", string.Empty),
        };
    }

    private static Grid Hanging(string lead, string text, int leadWidth) => new Grid()
        .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 0, 0), Width = leadWidth })
        .AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) })
        .AddRow(lead, text);
}
