using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Reporting;

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
        columnWidths = [.. table.Budgets.Select(
            (budget, column) => Gap + table.Rows.Select(r => Cell(r.Cells[column]).Width).Append(Heading(budget).Width).Max())];
    }

    /// <summary>Columns that all of it takes side by side.</summary>
    public int Width => methodWidth + columnWidths.Sum() - Gap;

    /// <summary>The lines of the table, in as many blocks as the width makes necessary.</summary>
    /// <param name="width">Columns that a line may take.</param>
    public IEnumerable<StyledText> Lines(int width)
    {
        int start = 0;
        while (start < columnWidths.Length)
        {
            int end = start + 1;
            int used = methodWidth + columnWidths[start];
            while (end < columnWidths.Length && used + columnWidths[end] - Gap <= width)
            {
                used += columnWidths[end++];
            }

            yield return Line(StyledText.Empty.Add(Corner, Ink.Dim), start, table.Budgets[start..end].Select(Heading));
            foreach (FigureRow row in table.Rows)
            {
                yield return Line(StyledText.Empty.Add(row.Method), start, row.Cells[start..end].Select(Cell));
            }

            start = end;
        }
    }

    private static StyledText Heading(int budget) => StyledText.Empty.Add(budget.ToString(CultureInfo.InvariantCulture) + " ", Ink.Dim);

    private StyledText Line(StyledText method, int column, IEnumerable<StyledText> cells)
    {
        StyledText line = method.PadRight(methodWidth);
        foreach (StyledText cell in cells)
        {
            line = line.Add(cell.PadLeft(columnWidths[column] - Gap)).Add(new string(' ', Gap));
            column++;
        }

        return line;
    }

    /// <summary>
    /// A figure with its margin and its mark, which is a blank where there is none so that digits stand below each other.
    /// </summary>
    private StyledText Cell(FigureCell cell)
    {
        if (cell.Figure is not { } figure)
        {
            return StyledText.Empty.Add(Absent + " ", Ink.Dim);
        }

        (Ink ink, string mark) = cell.Standing switch
        {
            Standing.Best => (Ink.BoldGreen, BestMark),
            Standing.NotSeparated => (Ink.Green, NotSeparatedMark),
            _ => (Ink.Plain, " "),
        };
        return StyledText.Empty.Add(text.Value(figure), ink).Add(text.Margin(figure), Ink.Dim).Add(mark, ink).Add(
            cell.Tag ?? string.Empty, Ink.Dim);
    }
}
