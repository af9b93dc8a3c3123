namespace FlowDemo.Targets.Tables;

/// <summary>What a table was taken for, where it is not a plain one with commas.</summary>
/// <param name="Text">Its delimiter, header, columns and missing marks in words, without a full stop.</param>
/// <param name="IsGuess">Whether the user has not said all of that.</param>
public sealed record TableReading(string Text, bool IsGuess)
{
    /// <summary>The options by which a user says it.</summary>
    public const string Options = "--delimiter, --header, --columns and --missing";

    /// <summary>What a table was taken for; null for a plain one, of which a report says all by the names of the columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="form">What the user says of its form.</param>
    /// <param name="x">The column of the first coordinate.</param>
    /// <param name="y">The column of the second coordinate.</param>
    /// <param name="leftOut">The columns that could have been taken, with the reason why they were not.</param>
    internal static TableReading? Of(PointsTable table, TableForm form, int x, int y, IEnumerable<string> leftOut)
    {
        string[] left = [.. leftOut];
        string[] marks = [.. table.UnusualMarks(x, y)];
        bool isSplit = table.Delimiter != ',' || table.Mark == DecimalMark.Comma;
        if (!isSplit && !table.Layout.PassesOver && left.Length == 0 && marks.Length == 0)
        {
            return null;
        }

        string delimiter = table.Delimiter switch
        {
            '\t' => "tabs",
            ' ' => "spaces",
            char c => $"'{c}'",
        };
        string header = table.Layout.HeaderLine > 0
            ? $"the header in line {table.Layout.HeaderLine}"
            : $"no header, rows from line {table.Rows[0].Line}";
        string text = $"read with {delimiter} between fields, "
            + $"{(table.Mark == DecimalMark.Comma ? "decimal commas, " : string.Empty)}{header}, {table.Labels(x, y)}";
        text += marks.Length > 0 ? $", missing marks {string.Join(", ", marks.Select(static m => $"'{m}'"))}" : string.Empty;
        text += left.Length > 0 ? $", leaving out {string.Join(" and ", left)}" : string.Empty;
        bool isGuess = (isSplit && form.Delimiter is null)
            || (table.Layout.PassesOver && form.Header is null)
            || left.Length > 0
            || (marks.Length > 0 && form.Missing is null);
        return new TableReading(text, isGuess);
    }
}
