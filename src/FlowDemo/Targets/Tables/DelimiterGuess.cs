namespace FlowDemo.Targets.Tables;

/// <summary>
/// Finds what stands between the fields of a table: the character that splits its first lines into rows with two columns of
/// numbers. Commas that are the decimal mark of numbers between other delimiters are no delimiters.
/// </summary>
internal static class DelimiterGuess
{
    private const int Lines = 200;

    /// <summary>The delimiter of a table.</summary>
    /// <param name="text">The whole table.</param>
    /// <param name="missing">What counts as missing.</param>
    /// <param name="name">What the table is called in complaints.</param>
    /// <exception cref="FlowDemoException">Several characters give a table.</exception>
    public static char Of(string text, MissingMarks missing, string name)
    {
        List<Reading> readings =
            [.. ((char[])[',', ';', '\t', '|', ' ']).Where(text.Contains).Select(d => Read(text, d, missing, name)).OfType<Reading>()];
        Reading[] tables = [.. readings.Where(static r => r.Columns >= 2)];
        if (tables.Length == 0)
        {
            // No table: the complaint about a column that is missing is the clearest where the reader comes closest.
            return readings.Where(static r => r.Columns > 0 && r.Width > 1).Select(static r => r.Delimiter).DefaultIfEmpty(',').First();
        }

        Reading[] others = [.. tables.Where(static r => r.Delimiter != ',')];
        return tables.Length == 1 ? tables[0].Delimiter
            : others.Length == 1 && others[0].HasDecimalCommas ? others[0].Delimiter
            : throw new FlowDemoException(
                $"The fields of '{name}' may be separated by "
                    + $"{string.Join(" or by ", tables.Select(static t => TableForm.NameOf(t.Delimiter)))}; say which with '--delimiter'.");
    }

    private static Reading? Read(string text, char delimiter, MissingMarks missing, string name)
    {
        CsvRecord[] records;
        try
        {
            records = [.. new CsvReader(text, name, delimiter).Records().Take(Lines)];
        }
        catch (FlowDemoException)
        {
            // A quote that cannot be: this is not how the fields are split, or the reader of the whole table will say so.
            return null;
        }

        if (records.Length == 0)
        {
            return null;
        }

        int width = TableLayout.UsualWidth(records);
        CsvRecord[] rows = [.. records.Where(r => r.Fields.Count == width)];
        ColumnContent[] columns =
            [.. Enumerable.Range(0, width).Select(c => ColumnContent.Of(rows, c, missing)).Where(static c => c.IsNumeric)];
        return new Reading(delimiter, width, columns.Length, columns.Any(static c => c.Mark == DecimalMark.Comma));
    }

    private sealed record Reading(char Delimiter, int Width, int Columns, bool HasDecimalCommas);
}
