namespace FlowDemo.Targets.Tables;

/// <summary>The two columns of a table that hold the points.</summary>
/// <param name="First">Name or number, from 1, of the column of the first coordinate.</param>
/// <param name="Second">Name or number, from 1, of the column of the second coordinate.</param>
public sealed record ColumnPair(string First, string Second)
{
    /// <summary>Reads a pair as it is written on the command line.</summary>
    /// <param name="text">Two names or numbers with a comma between them; a name that has a comma in it is chosen by its number.</param>
    /// <exception cref="FlowDemoException">There are not two.</exception>
    public static ColumnPair Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.Length == 2 && names[0].Length > 0 && names[1].Length > 0
            ? new ColumnPair(names[0], names[1])
            : throw new FlowDemoException(
                $"'{text}' does not name two columns; give two names or numbers with a comma between them, for example 3,4.");
    }
}
