using System.Globalization;
using System.Text;

namespace FlowDemo.Targets.Tables;

/// <summary>
/// A table of values with numbers in some of its columns. What the user does not say of its form is guessed: the first record
/// is a header unless one of its fields is a number or all of them are missing.
/// </summary>
internal sealed class PointsTable
{
    private readonly IReadOnlyList<string> header;
    private readonly ColumnContent[] contents;
    private readonly MissingMarks missing;

    private PointsTable(string name, char delimiter, TableLayout layout, IReadOnlyList<CsvRecord> rows, MissingMarks missing)
    {
        (Name, Delimiter, Layout, Rows, this.missing) = (name, delimiter, layout, rows, missing);
        header = layout.Header;
        contents = [.. Enumerable.Range(0, layout.Width).Select(c => ColumnContent.Of(rows, c, missing))];
        Mark = contents.Where(static c => c.IsNumeric).Sum(static c => c.WithComma - c.WithPoint) > 0
            ? DecimalMark.Comma
            : DecimalMark.Point;
    }

    /// <summary>What the table is called in complaints.</summary>
    public string Name { get; }

    /// <summary>What stands between two fields.</summary>
    public char Delimiter { get; }

    /// <summary>What stands before decimals.</summary>
    public DecimalMark Mark { get; }

    /// <summary>Where its header and its rows are.</summary>
    public TableLayout Layout { get; }

    /// <summary>The records behind the header, at least one, all with the same number of fields.</summary>
    public IReadOnlyList<CsvRecord> Rows { get; }

    /// <summary>Number of fields in every record.</summary>
    public int Columns => Layout.Width;

    /// <summary>Reads a table.</summary>
    /// <param name="stream">UTF-8 text, with or without a byte order mark, or UTF-16 with one.</param>
    /// <param name="name">What the table is called in complaints.</param>
    /// <param name="form">How it is written.</param>
    /// <exception cref="FlowDemoException">The text is malformed, can be read in two ways, or holds no rows.</exception>
    public static PointsTable Read(Stream stream, string name, TableForm form)
    {
        string text = ReadText(stream, name);
        MissingMarks missing = new(form.Missing);
        bool isTabbed = form.Delimiter is null && Path.GetExtension(name).Equals(".tsv", StringComparison.OrdinalIgnoreCase)
            && text.Contains('\t');
        char delimiter = form.Delimiter ?? (isTabbed ? '\t' : DelimiterGuess.Of(text, missing, name));
        List<CsvRecord> records = [.. new CsvReader(text, name, delimiter).Records()];
        if (records.Count == 0)
        {
            throw new FlowDemoException($"The file '{name}' is empty.");
        }

        TableLayout layout = TableLayout.Of(records, form.Header, missing, name);
        PointsTable table = new(name, delimiter, layout, layout.FirstRow == 0 ? records : records[layout.FirstRow..], missing);
        table.CheckThousands();
        table.CheckSplitDecimals();
        return table;
    }

    /// <summary>What a column is called: its name in the header, or its number.</summary>
    /// <param name="column">Index from 0.</param>
    public string Label(int column) => header.Count > 0 && header[column].Length > 0 ? header[column] : $"column {column + 1}";

    /// <summary>What two columns are called together.</summary>
    /// <param name="x">Index from 0.</param>
    /// <param name="y">Index from 0.</param>
    public string Labels(int x, int y) =>
        header.Count > 0
            ? $"columns {Label(x)} and {Label(y)}"
            : string.Create(CultureInfo.InvariantCulture, $"columns {x + 1} and {y + 1}");

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
            throw new FlowDemoException($"The file '{Name}' has {named.Length} columns called '{wanted}'; choose one by its number, "
                + $"{string.Join(" or ", named.Select(static i => i + 1))}.");
        }

        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= Columns)
        {
            return number - 1;
        }

        string nearest = NameList.Nearest(wanted, header) is string hit ? $" Did you mean '{hit}'?" : string.Empty;
        string choices = header.Count > 0
            ? $"The columns are {string.Join(", ", header)}"
            : $"There is no header: choose by number, 1 to {Columns}";
        throw new FlowDemoException($"The file '{Name}' has no column '{wanted}'.{nearest} {choices}.");
    }

    /// <summary>What a column holds.</summary>
    /// <param name="column">Index from 0.</param>
    public ColumnContent Content(int column) => contents[column];

    /// <summary>Whether a column is exactly 0, 1, 2, ... or 1, 2, 3, ... down the rows.</summary>
    /// <param name="column">Index from 0.</param>
    public bool CountsRows(int column) => Counts([.. Rows.Select(r => r.Fields[column])]);

    /// <summary>Whether a column holds whole numbers under a name for indices, or under none where others have one.</summary>
    /// <param name="column">Index from 0.</param>
    public bool IsNamedIndex(int column) =>
        header.Count > 0
        && header[column].ToUpperInvariant() is "" or "INDEX" or "ID" or "ROW" or "SAMPLE" or "#" or "UNNAMED: 0"
        && header.Any(static h => h.Length > 0)
        && Rows.Select(r => r.Fields[column]).Where(f => !missing.Contains(f)).All(static f => IsWhole(f));

    /// <summary>Whether it is what <c>flowdemo sample --trajectory</c> writes.</summary>
    public bool IsTrajectory => header is ["sample", "t", "x", "y"];

    /// <summary>The number in a field.</summary>
    /// <param name="row">A record of this table.</param>
    /// <param name="column">Index from 0.</param>
    /// <returns>A finite number, or null where the value is missing.</returns>
    /// <exception cref="FlowDemoException">The field holds something else.</exception>
    public double? Number(CsvRecord row, int column)
    {
        string field = row.Fields[column];
        if (missing.Contains(field))
        {
            return null;
        }

        if (FieldText.TryNumber(field, Mark, out double value) && double.IsFinite(value))
        {
            return value;
        }

        string remedy = row == Rows[0] ? $", or say '--header {row.Line}' where this line names the columns" : string.Empty;
        throw Fault(
            row,
            column,
            $"'{field}' is not a finite number; leave the field empty or write NA where a value is missing, or give its mark with "
                + $"'--missing'{remedy}");
    }

    /// <summary>The marks of missing values in some columns, without empty fields and NA.</summary>
    /// <param name="columns">Indices from 0.</param>
    public IEnumerable<string> UnusualMarks(params int[] columns) => Rows
        .SelectMany(r => columns.Select(c => r.Fields[c].Trim()))
        .Where(f => f.Length > 0 && f != "NA" && missing.Contains(f))
        .Distinct();

    /// <summary>A complaint about a field.</summary>
    /// <param name="row">A record of this table.</param>
    /// <param name="column">Index from 0.</param>
    /// <param name="message">What is wrong, without a full stop.</param>
    public FlowDemoException Fault(CsvRecord row, int column, string message)
    {
        string label = header.Count > 0 && header[column].Length > 0 ? $" ({header[column]})" : string.Empty;
        return new FlowDemoException($"{Name}, line {row.Line}, column {column + 1}{label}: {message}.");
    }

    /// <summary>Whether texts are exactly 0, 1, 2, ... or 1, 2, 3, ..., at least three of them.</summary>
    /// <param name="texts">The texts, in order.</param>
    internal static bool Counts(IReadOnlyList<string> texts)
    {
        const int fewest = 3;
        return texts.Count >= fewest
            && int.TryParse(
                texts[0], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int first)
            && first is 0 or 1
            && texts.Index().All(t =>
                double.TryParse(t.Item, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value == first + t.Index);
    }

    private static bool IsWhole(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value == Math.Floor(value);

    /// <summary>Refuses 1,234 where nothing tells whether it is 1.234 or 1234; between semicolons a comma is a decimal mark.</summary>
    private void CheckThousands()
    {
        if (Mark != DecimalMark.Comma || Delimiter == ';')
        {
            return;
        }

        (CsvRecord Row, int Column)[] commas =
        [
            .. from row in Rows
               from column in Enumerable.Range(0, Columns)
               where contents[column].IsNumeric && row.Fields[column].Contains(',', StringComparison.Ordinal)
               select (row, column),
        ];
        if (commas.Length > 0 && Array.TrueForAll(commas, static c => FieldText.MayBeThousands(c.Row.Fields[c.Column])))
        {
            (CsvRecord row, int column) = commas[0];
            throw Fault(
                row,
                column,
                $"'{row.Fields[column]}' may be {row.Fields[column].Trim().Replace(',', '.')} or "
                    + $"{row.Fields[column].Trim().Replace(",", string.Empty, StringComparison.Ordinal)}; write decimals behind a point, "
                        + $"and thousands without a comma");
        }
    }

    /// <summary>Refuses 1,05,2,5, where commas stand both between the fields and before the decimals.</summary>
    private void CheckSplitDecimals()
    {
        if (Delimiter != ',' || header.Count > 0 || Columns < 4 || Columns % 2 != 0 || !contents.All(static c => c.IsNumeric))
        {
            return;
        }

        static bool IsDecimals(string field) => field.Trim() is { Length: > 0 } text && text.All(char.IsAsciiDigit);
        IEnumerable<int> odd = Enumerable.Range(0, Columns / 2).Select(static i => (2 * i) + 1);
        bool isSplit = Rows.All(r => r.Fields.All(static f => IsWhole(f)) && odd.All(c => IsDecimals(r.Fields[c])))
            && Rows.Any(r => odd.Any(c => r.Fields[c].Trim() is { Length: > 1 } text && text[0] == '0'));
        if (isSplit)
        {
            throw new FlowDemoException(
                $"'{Name}' may hold {Columns} columns of whole numbers or {Columns / 2} of numbers with decimal commas; write decimals "
                    + $"behind a point, or put another character between the fields and name it with '--delimiter'.");
        }
    }

    private static string ReadText(Stream stream, string name)
    {
        using StreamReader reader = new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            string text = reader.ReadToEnd();

            // A number is read past zeros behind it, so that they would go unnoticed.
            int zero = text.IndexOf('\0', StringComparison.Ordinal);
            return zero < 0 ? text : throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The file '{name}' is not text: line {text.AsSpan(0, zero).Count('\n') + 1} holds a zero byte."));
        }
        catch (DecoderFallbackException e)
        {
            throw new FlowDemoException($"The file '{name}' is not UTF-8 text.", e);
        }
    }
}
