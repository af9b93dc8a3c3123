namespace FlowDemo.Targets.Tables;

/// <summary>What the fields of a column are, counted.</summary>
/// <param name="Present">Fields that are not missing.</param>
/// <param name="WithPoint">Those that are numbers where a point stands before decimals.</param>
/// <param name="WithComma">Those that are numbers where a comma does.</param>
/// <param name="Decorated">Those that are no plain numbers, but would be to a person.</param>
internal sealed record ColumnContent(int Present, int WithPoint, int WithComma, int Decorated)
{
    /// <summary>Whether the column holds numbers: at least half of what is there.</summary>
    public bool IsNumeric => Present > 0 && 2 * Math.Max(WithPoint, WithComma) >= Present;

    /// <summary>Whether the column holds numbers that cannot be read.</summary>
    public bool IsDecorated => !IsNumeric && 2 * (Decorated + Math.Max(WithPoint, WithComma)) >= Present && Present > 0;

    /// <summary>Whether some of it are numbers, and most is something else.</summary>
    public bool IsMixed => !IsNumeric && !IsDecorated && Math.Max(WithPoint, WithComma) > 0;

    /// <summary>What stands before its decimals; a point where nothing tells.</summary>
    public DecimalMark Mark => WithComma > WithPoint ? DecimalMark.Comma : DecimalMark.Point;

    /// <summary>Counts a column.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="column">Index from 0.</param>
    /// <param name="missing">What counts as missing.</param>
    public static ColumnContent Of(IEnumerable<CsvRecord> rows, int column, MissingMarks missing)
    {
        int present = 0, withPoint = 0, withComma = 0, decorated = 0;
        foreach (CsvRecord row in rows)
        {
            string field = row.Fields[column];
            if (missing.Contains(field))
            {
                continue;
            }

            present++;
            bool point = FieldText.TryNumber(field, DecimalMark.Point, out _);
            bool comma = FieldText.TryNumber(field, DecimalMark.Comma, out _);
            withPoint += point ? 1 : 0;
            withComma += comma ? 1 : 0;
            decorated += !point && !comma && FieldText.IsDecoratedNumber(field) ? 1 : 0;
        }

        return new ColumnContent(present, withPoint, withComma, decorated);
    }
}
