using System.Globalization;

namespace FlowDemo.Targets.Tables;

/// <summary>Which records of a table are its rows, and what names its columns.</summary>
/// <param name="Width">Number of fields of a row.</param>
/// <param name="Header">The names of the columns; empty where there are none.</param>
/// <param name="HeaderLine">The line that they stand on; 0 where there are none.</param>
/// <param name="FirstRow">Index of the first record that is a row.</param>
/// <param name="PassesOver">Whether lines before the header, or before the rows, are passed over.</param>
internal sealed record TableLayout(int Width, IReadOnlyList<string> Header, int HeaderLine, int FirstRow, bool PassesOver)
{
    /// <summary>How far down a header is looked for below lines that are no rows.</summary>
    private const int DeepestHeader = 50;

    /// <summary>The number of fields that most records have; the one that comes first where several are as frequent.</summary>
    /// <param name="records">At least one record.</param>
    public static int UsualWidth(IEnumerable<CsvRecord> records) =>
        records.CountBy(static r => r.Fields.Count).MaxBy(static g => g.Value).Key;

    /// <summary>Finds the layout.</summary>
    /// <param name="records">All records, at least one.</param>
    /// <param name="header">Where the user says that the names stand; null to find out.</param>
    /// <param name="missing">What counts as missing.</param>
    /// <param name="name">What the table is called in complaints.</param>
    /// <exception cref="FlowDemoException">A record has more or fewer fields than the others, or there is no row.</exception>
    public static TableLayout Of(IReadOnlyList<CsvRecord> records, TableHeader? header, MissingMarks missing, string name)
    {
        TableLayout layout = header switch
        {
            null => Guess(records, missing, name),
            { Line: 0 } => new TableLayout(UsualWidth(records), [], 0, 0, PassesOver: false),
            { Line: int line } => Named(records, IndexOfLine(records, line, name)),
            _ => Named(records, 0),
        };
        if (records.Skip(layout.FirstRow).FirstOrDefault(r => r.Fields.Count != layout.Width) is CsvRecord odd)
        {
            throw Odd(odd, layout.Width, records, name);
        }

        return layout.FirstRow == records.Count
            ? throw new FlowDemoException($"The file '{name}' has a header and no rows beneath it.")
            : layout.Header.Count == 0 || layout.Header.Count == layout.Width
                ? layout
                : throw Odd(records[layout.FirstRow - 1], layout.Width, records, name);
    }

    private static TableLayout Guess(IReadOnlyList<CsvRecord> records, MissingMarks missing, string name)
    {
        int width = UsualWidth(records);
        int comments = records.TakeWhile(static r => IsComment(r)).Count();
        int first = comments + records.Skip(comments).TakeWhile(r => r.Fields.Count != width).Count();
        if (first == records.Count)
        {
            // Nothing but comments: the last of them names columns that have no rows.
            return new TableLayout(width, [], 0, first, PassesOver: true);
        }

        if (IsNames(records[first].Fields, missing))
        {
            return new TableLayout(width, Trimmed(records[first].Fields), records[first].Line, first + 1, first > 0);
        }

        if (HeaderBelow(records, first, width, missing) is int deeper)
        {
            return new TableLayout(width, Trimmed(records[deeper].Fields), records[deeper].Line, deeper + 1, PassesOver: true);
        }

        CsvRecord? before = first > 0 ? records[first - 1] : null;
        if (first == comments)
        {
            string[] names = before is null ? [] : Uncommented(before.Fields);
            return names.Length == width && IsNames(names, missing)
                ? new TableLayout(width, names, before!.Line, first, comments > 1)
                : new TableLayout(width, [], 0, first, comments > 0);
        }

        // Some programs leave out the name of the column that names or counts the rows.
        if (first == 1 && before!.Fields.Count == width - 1 && width > 2 && IsNames(before.Fields, missing) && LeadsRows(records, width))
        {
            return new TableLayout(width, [string.Empty, .. Trimmed(before.Fields)], before.Line, first, PassesOver: false);
        }

        return records.Skip(comments).Take(first - comments)
            .FirstOrDefault(r => r.Fields.Count > 1 || !IsNames(r.Fields, missing)) is CsvRecord odd
            ? throw Odd(odd, width, records, name)
            : new TableLayout(width, [], 0, first, PassesOver: true);
    }

    private static TableLayout Named(IReadOnlyList<CsvRecord> records, int header) => new(
        header + 1 < records.Count ? UsualWidth(records.Skip(header + 1)) : records[header].Fields.Count,
        Trimmed(records[header].Fields),
        records[header].Line,
        header + 1,
        header > 0);

    private static int IndexOfLine(IReadOnlyList<CsvRecord> records, int line, string name)
    {
        int index = records.TakeWhile(r => r.Line != line).Count();
        return index < records.Count
            ? index
            : throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"'--header {line}' names no line of '{name}' on which names could stand; count its lines "
                    + $"from 1."));
    }

    private static string[] Trimmed(IEnumerable<string> names) => [.. names.Select(static n => n.Trim())];

    /// <summary>The names in a comment, whose sign may be a field of its own.</summary>
    private static string[] Uncommented(IReadOnlyList<string> fields) => fields[0].Trim() == "#"
        ? Trimmed(fields.Skip(1))
        : Trimmed([fields[0].TrimStart().TrimStart('#'), .. fields.Skip(1)]);

    /// <summary>
    /// The names that stand below lines which are as long as rows, but hold something else than numbers in the columns that do
    /// hold numbers further down.
    /// </summary>
    private static int? HeaderBelow(IReadOnlyList<CsvRecord> records, int first, int width, MissingMarks missing)
    {
        int header = Enumerable.Range(first, Math.Min(DeepestHeader, records.Count - first)).LastOrDefault(
            i => records[i].Fields.Count == width && IsNames(records[i].Fields, missing), -1);
        if (header < 0)
        {
            return null;
        }

        CsvRecord[] rows = [.. records.Skip(header + 1).Where(r => r.Fields.Count == width)];
        int[] numeric = [.. Enumerable.Range(0, width).Where(c => ColumnContent.Of(rows, c, missing).IsNumeric)];
        bool IsRow(CsvRecord record) =>
            record.Fields.Count == width
                && numeric.All(c => ColumnContent.Of([record], c, missing) is { Present: 0 } or { IsNumeric: true });
        return numeric.Length >= 2 && !records.Skip(first).Take(header - first).Any(IsRow) ? header : null;
    }

    private static bool IsComment(CsvRecord record) => record.Fields[0].AsSpan().TrimStart().StartsWith('#');

    private static bool IsNames(IReadOnlyList<string> fields, MissingMarks missing) =>
        !fields.Any(static f => FieldText.TryNumber(f, DecimalMark.Point, out _) || FieldText.TryNumber(f, DecimalMark.Comma, out _))
        && !fields.All(missing.Contains);

    /// <summary>Whether the first column of the rows behind the first record holds words, or counts.</summary>
    private static bool LeadsRows(IReadOnlyList<CsvRecord> records, int width)
    {
        string[] leads = [.. records.Skip(1).Where(r => r.Fields.Count == width).Select(static r => r.Fields[0])];
        return Array.TrueForAll(leads, static f => !FieldText.TryNumber(f, DecimalMark.Point, out _)) || PointsTable.Counts(leads);
    }

    private static FlowDemoException Odd(CsvRecord odd, int width, IReadOnlyList<CsvRecord> records, string name)
    {
        int count = odd.Fields.Count;
        string others = records[0].Fields.Count == width ? "the first has" : "the others have";
        string remedy = odd == records[0] ? "; where a header stands further down, '--header LINE' names its line" : string.Empty;
        return new FlowDemoException(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, line {odd.Line}, column {Math.Min(count, width) + 1}: the line has {count} field{(count == 1 ? string.Empty : "s")} "
                + $"where {others} {width}{remedy}."));
    }
}
