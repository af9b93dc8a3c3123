using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>The parts that every report on a terminal is made of: tables, their legend, notes.</summary>
internal static class TableText
{
    private const int MostNotes = 6;
    private const int MostRowsInNote = 5;

    /// <summary>Writes parts with an empty line between them.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="color">Whether colour is wanted.</param>
    /// <param name="output">Where to.</param>
    public static void Write(IEnumerable<IEnumerable<StyledText>> parts, bool color, TextWriter output)
    {
        string between = string.Empty;
        foreach (IEnumerable<StyledText> part in parts)
        {
            output.Write(between + string.Concat(part.Select(line => line.Write(color) + "\n")));
            between = "\n";
        }
    }

    /// <summary>Tables as they fit: figures in their short form where one of them is wider than the terminal.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static FigureText Fitting(ImmutableArray<FigureTable> tables, int width) =>
        tables.All(t => new FigureGrid(t, FigureText.Full).Width <= width) ? FigureText.Full : FigureText.Short;

    /// <summary>
    /// A table with its title and what it says. Where it is wider than the terminal columns without any figure go first; what is
    /// then still too wide stands in blocks.
    /// </summary>
    /// <param name="table">The figures.</param>
    /// <param name="text">How they are written.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<StyledText> Table(FigureTable table, FigureText text, int width)
    {
        FigureGrid grid = new(table, text);
        return
        [
            .. StyledText.Empty.Add(table.Id, Ink.Bold).Add($" [{table.Unit}]: ").Add(table.Heading, Ink.Dim).Lines(width),
            .. (grid.Width <= width ? grid : new FigureGrid(table.WithoutEmptyColumns(), text)).Lines(width),
        ];
    }

    /// <summary>What the marks mean that are there.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="text">How their figures are written.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<StyledText> Legend(ImmutableArray<FigureTable> tables, FigureText text, int width)
    {
        FigureCell[] cells = [.. tables.SelectMany(static t => t.Rows).SelectMany(static r => r.Cells)];
        string[] marks =
        [
            $"Lower is better. NFE: velocity evaluations per sample. {(text == FigureText.Short ? ".351(12): ±.012 is" : "±:")} half of "
                + "the 95 % interval.",
            .. cells.Any(static c => c.Standing == Standing.Best) ? [$"{FigureGrid.BestMark}: best of its column."] : Array.Empty<string>(),
            .. cells.Any(static c => c.Standing == Standing.NotSeparated)
                ? [$"{FigureGrid.NotSeparatedMark}: not separated from it."]
                : Array.Empty<string>(),
            .. cells.Any(static c => c.Figure is null) ? [$"{FigureGrid.Absent}: none."] : Array.Empty<string>(),
        ];
        return StyledText.Empty.Add(string.Join(" ", marks), Ink.Dim).Lines(width);
    }

    /// <summary>The first of some notes, and how many more there are.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<StyledText> Notes(ImmutableArray<ReportNote> notes, int width)
    {
        List<StyledText> lines = [];
        foreach (ReportNote note in notes.Take(MostNotes))
        {
            string rows = note.Rows.Length <= MostRowsInNote
                ? string.Join("; ", note.Rows)
                : $"{string.Join("; ", note.Rows.Take(MostRowsInNote))}; and {note.Rows.Length - MostRowsInNote} more methods";
            lines.AddRange(Note($"{note.Text} ({rows})", width));
        }

        if (notes.Length > MostNotes)
        {
            lines.AddRange(Note($"and {notes.Length - MostNotes} more of the kind; --format json has them row by row", width));
        }

        return lines;
    }

    /// <summary>One note.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<StyledText> Note(string text, int width) => Hanging("note ", Ink.Yellow, text, width);

    /// <summary>A text with a word before it, whose further lines stand below the text.</summary>
    /// <param name="lead">The word.</param>
    /// <param name="ink">Its colour.</param>
    /// <param name="text">The text.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<StyledText> Hanging(string lead, Ink ink, string text, int width) =>
        StyledText.Empty.Add(text).Behind(StyledText.Empty.Add(lead, ink), width);
}
