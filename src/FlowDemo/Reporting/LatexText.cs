using System.Text;

namespace FlowDemo.Reporting;

/// <summary>Text from outside as it stands in a LaTeX file: it commands nothing, ends no argument and begins no comment.</summary>
internal static class LatexText
{
    /// <summary>The text with what TeX takes for a command escaped; two hyphens stay two hyphens.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        StringBuilder safe = new();
        foreach (char c in Printable.Of(text))
        {
            bool joins = c == '-' && safe.Length > 0 && safe[^1] == '-';
            safe.Append(joins ? "{}-" : Of(c));
        }

        return safe.ToString();
    }

    /// <summary>The text in the type of a terminal, which a line may end behind each comma and slash of.</summary>
    /// <param name="text">The text.</param>
    public static string Code(string text) => $@"\texttt{{{Of(text)
        .Replace(",", @",\allowbreak{}", StringComparison.Ordinal)
        .Replace("/", @"/\allowbreak{}", StringComparison.Ordinal)}}}";

    private static string Of(char c) => c switch
    {
        '\\' => @"\textbackslash{}",
        '{' or '}' or '$' or '&' or '#' or '%' or '_' => $@"\{c}",
        '^' => @"\textasciicircum{}",
        '~' => @"\textasciitilde{}",
        '<' => @"\textless{}",
        '>' => @"\textgreater{}",
        '|' => @"\textbar{}",
        '±' => @"\ensuremath{\pm}",
        '†' => @"\ensuremath{\dagger}",
        _ => c.ToString(),
    };
}
