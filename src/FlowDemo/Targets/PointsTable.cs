using System.Globalization;
using System.Text;

namespace FlowDemo.Targets;

/// <summary>
/// A table of comma-separated values with numbers in some of its columns. The first record is a header unless one of its
/// fields is a number or all of them are missing. An empty field and NA are missing values.
/// </summary>
internal sealed class PointsTable
{
    private readonly IReadOnlyList<string> header;

    private PointsTable(string name, IReadOnlyList<string> header, IReadOnlyList<CsvRecord> rows, int columns)
    {
        Name = name;
        this.header = header;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>What the table is called in complaints.</summary>
    public string Name { get; }

    /// <summary>The records behind the header, at least one, all with the same number of fields.</summary>
    public IReadOnlyList<CsvRecord> Rows { get; }

    /// <summary>Number of fields in every record.</summary>
    public int Columns { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="stream">UTF-8 text, with or without a byte order mark.</param>
    /// <param name="name">What the table is called in complaints.</param>
    /// <exception cref="FlowDemoException">The text is malformed or holds no rows.</exception>
    public static PointsTable Read(Stream stream, string name)
    {
        List<CsvRecord> records = [.. new CsvReader(ReadText(stream, name), name).Records()];
        if (records.Count == 0)
        {
            throw new FlowDemoException($"The file '{name}' is empty.");
        }

        int columns = records[0].Fields.Count;
        if (records.Find(r => r.Fields.Count != columns) is CsvRecord odd)
        {
            throw new FlowDemoException($"{name}, line {odd.Line}, column {Math.Min(odd.Fields.Count, columns) + 1}: the line has {Fields(odd.Fields.Count)} where the first has {columns}.");
        }

        bool hasHeader = !records[0].Fields.Any(LooksNumeric) && !records[0].Fields.All(IsMissing);
        IReadOnlyList<string> header = hasHeader ? [.. records[0].Fields.Select(static f => f.Trim())] : [];
        List<CsvRecord> rows = hasHeader ? records[1..] : records;
        return rows.Count > 0
            ? new PointsTable(name, header, rows, columns)
            : throw new FlowDemoException($"The file '{name}' has a header and no rows beneath it.");
    }

    /// <summary>What a column is called: its name in the header, or its number.</summary>
    /// <param name="column">Index from 0.</param>
    public string Label(int column) => header.Count > 0 && header[column].Length > 0 ? header[column] : $"column {column + 1}";

    /// <summary>The column that a user means.</summary>
    /// <param name="wanted">A name in the header, or a number from 1.</param>
    /// <returns>Index from 0.</returns>
    /// <exception cref="FlowDemoException">There is no such column, or more than one.</exception>
    public int Find(string wanted)
    {
        int[] named = [.. Enumerable.Range(0, header.Count).Where(i => header[i] == wanted)];
        if (named.Length == 1)
        {
            return named[0];
        }

        if (named.Length > 1)
        {
            throw new FlowDemoException($"The file '{Name}' has {named.Length} columns called '{wanted}'; choose one by its number, {string.Join(" or ", named.Select(static i => i + 1))}.");
        }

        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= Columns)
        {
            return number - 1;
        }

        string nearest = NameList.Nearest(wanted, header) is string hit ? $" Did you mean '{hit}'?" : string.Empty;
        string choices = header.Count > 0 ? $"The columns are {string.Join(", ", header)}" : $"There is no header: choose by number, 1 to {Columns}";
        throw new FlowDemoException($"The file '{Name}' has no column '{wanted}'.{nearest} {choices}.");
    }

    /// <summary>The columns whose first value that is not missing is a number.</summary>
    public IEnumerable<int> NumericColumns() =>
        Enumerable.Range(0, Columns).Where(c => Rows.Select(r => r.Fields[c]).FirstOrDefault(static f => !IsMissing(f)) is string first && LooksNumeric(first));

    /// <summary>The number in a field.</summary>
    /// <param name="row">A record of this table.</param>
    /// <param name="column">Index from 0.</param>
    /// <returns>A finite number, or null where the value is missing.</returns>
    /// <exception cref="FlowDemoException">The field holds something else.</exception>
    public double? Number(CsvRecord row, int column)
    {
        string field = row.Fields[column];
        if (IsMissing(field))
        {
            return null;
        }

        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Fault(row, column, $"'{field}' is not a finite number; leave the field empty or write NA where a value is missing");
    }

    /// <summary>A complaint about a field.</summary>
    /// <param name="row">A record of this table.</param>
    /// <param name="column">Index from 0.</param>
    /// <param name="message">What is wrong, without a full stop.</param>
    public FlowDemoException Fault(CsvRecord row, int column, string message)
    {
        string label = header.Count > 0 && header[column].Length > 0 ? $" ({header[column]})" : string.Empty;
        return new FlowDemoException($"{Name}, line {row.Line}, column {column + 1}{label}: {message}.");
    }

    private static string Fields(int count) => count == 1 ? "1 field" : $"{count} fields";

    private static bool IsMissing(string field) => field.AsSpan().Trim() is "" or "NA";

    // Infinities and NaN count as numbers here, so that they are complained about and not taken for words.
    private static bool LooksNumeric(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || field.AsSpan().Trim().TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase);

    private static string ReadText(Stream stream, string name)
    {
        using StreamReader reader = new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            throw new FlowDemoException($"The file '{name}' is not UTF-8 text.", e);
        }
    }
}
