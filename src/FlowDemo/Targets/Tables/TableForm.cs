using System.Globalization;

namespace FlowDemo.Targets.Tables;

/// <summary>How a table is written; what is not said is guessed from the text.</summary>
public sealed record TableForm
{
    /// <summary>The words that stand for a missing value where nothing is said.</summary>
    public const string UsualMissing = "NA,N/A,#N/A,NaN,null,None,?";

    private static readonly (string Name, char Character)[] Delimiters =
        [("comma", ','), ("semicolon", ';'), ("tab", '\t'), ("space", ' '), ("bar", '|')];

    /// <summary>Nothing is said.</summary>
    public static TableForm Guessed { get; } = new();

    /// <summary>What stands between two fields; null to find out.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Where the names of the columns stand; null to find out.</summary>
    public TableHeader? Header { get; init; }

    /// <summary>The words that stand for a missing value besides an empty field, separated by commas; null for the usual ones.</summary>
    public string? Missing { get; init; }

    /// <summary>What delimiters are called.</summary>
    public static IEnumerable<string> DelimiterNames => Delimiters.Select(static d => d.Name);

    /// <summary>Reads a delimiter.</summary>
    /// <param name="text">The character, or what it is called.</param>
    /// <exception cref="FlowDemoException">It is none of those that can be.</exception>
    public static char ParseDelimiter(string text)
    {
        (string name, char character) = Array.Find(Delimiters, d => d.Name == text || d.Character.ToString() == text);
        return name is not null
            ? character
            : throw new FlowDemoException(
                $"'--delimiter' takes one of {string.Join(", ", DelimiterNames)}; '{text}' is not one of them.");
    }

    /// <summary>What a delimiter is called in a sentence.</summary>
    /// <param name="delimiter">The character.</param>
    internal static string NameOf(char delimiter) => $"a {Array.Find(Delimiters, d => d.Character == delimiter).Name}";
}

/// <summary>Where the names of a table's columns stand.</summary>
/// <param name="Line">The line of the file, from 1; 0 where there are no names, null for the first line that holds anything.</param>
public readonly record struct TableHeader(int? Line)
{
    /// <summary>Reads where the names stand.</summary>
    /// <param name="text">yes, no or the number of a line.</param>
    /// <exception cref="FlowDemoException">It is neither.</exception>
    public static TableHeader Parse(string text) => text switch
    {
        "yes" => new TableHeader(null),
        "no" => new TableHeader(0),
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int line) && line > 0 => new TableHeader(line),
        _ => throw new FlowDemoException(
            $"'--header' takes yes, no or the number of the line that names the columns; '{text}' is not that."),
    };
}
