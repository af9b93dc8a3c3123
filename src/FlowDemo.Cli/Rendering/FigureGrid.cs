using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Reporting;
using Spectre.Console;

namespace FlowDemo.Cli.Rendering;

/// <summary>
/// One metric as a drawn table: figures flush right with their marks behind them, so that the digits of a column stand below
/// each other. Columns that do not fit into the width go into further blocks, each with the methods at its left.
/// </summary>
internal sealed class FigureGrid
{
    public const string BestMark = "*";
    public const string NotSeparatedMark = "†";
    public const string Absent = "·";

    private const string Corner = "method \\ NFE";
    private const int Gap = 1;

    private readonly FigureTable table;
    private readonly FigureText text;
    private readonly int methodWidth;
    private readonly int[] columnWidths;

    /// <summary>Lays the table out.</summary>
    /// <param name="table">The figures.</param>
    /// <param name="text">With how many digits.</param>
    public FigureGrid(FigureTable table, FigureText text)
    {
        this.table = table;
        this.text = text;
        methodWidth = Gap + table.Rows.Select(static r => r.Method.Length).Append(Corner.Length).Max();
        columnWidths = [.. table.Budgets.Select((_, column) => Gap + table.Rows.Max(r => Parts(r.Cells[column]) is var (value, margin, _) ? value.Length + margin.Length + 1 : 0))];
    }

    /// <summary>Columns that all of it takes side by side.</summary>
    public int Width => methodWidth + columnWidths.Sum();

    /// <summary>The table in as many blocks as the width makes necessary.</summary>
    /// <param name="width">Columns that a line may take.</param>
    public IEnumerable<Table> Blocks(int width)
    {
        int start = 0;
        while (start < columnWidths.Length)
        {
            int end = start + 1;
            int used = methodWidth + columnWidths[start];
            while (end < columnWidths.Length && used + columnWidths[end] <= width)
            {
                used += columnWidths[end++];
            }

            yield return Block(start, end);
            start = end;
        }
    }

    private Table Block(int start, int end)
    {
        Table block = new Table().Border(TableBorder.None);
        block.AddColumn(new TableColumn(new Markup($"[dim]{Corner}[/]")) { NoWrap = true, Padding = new Padding(0, 0, Gap, 0) });
        for (int column = start; column < end; column++)
        {
            string heading = table.Budgets[column].ToString(CultureInfo.InvariantCulture) + " ";
            block.AddColumn(new TableColumn(new Markup($"[dim]{heading}[/]")) { NoWrap = true, Alignment = Justify.Right, Padding = new Padding(0, 0, Gap, 0) });
        }

        foreach (FigureRow row in table.Rows)
        {
            block.AddRow([new Text(row.Method), .. row.Cells[start..end].Select(c => new Markup(MarkedUp(c)))]);
        }

        return block;
    }

    private (string Value, string Margin, string Mark) Parts(FigureCell cell) => cell.Figure is { } figure
        ? (text.Value(figure), text.Margin(figure), cell.Standing switch
        {
            Standing.Best => BestMark,
            Standing.NotSeparated => NotSeparatedMark,
            _ => " ",
        })
        : (Absent, string.Empty, " ");

    private string MarkedUp(FigureCell cell)
    {
        (string value, string margin, string mark) = Parts(cell);
        string figure = $"{value}[dim]{margin}[/]{mark}";
        return cell.Standing switch
        {
            _ when cell.Figure is null => $"[dim]{figure}[/]",
            Standing.Best => $"[bold green]{figure}[/]",
            Standing.NotSeparated => $"[green]{figure}[/]",
            _ => figure,
        };
    }
}
