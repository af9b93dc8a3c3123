using System.Text.RegularExpressions;

namespace FlowDemo;

/// <summary>How lists of names are written: separated by commas, with * as a wildcard, and forgiving about typing errors.</summary>
public static class NameList
{
    /// <summary>Splits a list; a piece that starts like a number belongs to the parameters of the name before it.</summary>
    /// <param name="list">For example <c>uniform,beta:0.6,0.6,boss</c>, which is three names.</param>
    public static IReadOnlyList<string> Split(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        List<string> names = [];
        foreach (string piece in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            bool continues = names.Count > 0 && names[^1].Contains(':', StringComparison.Ordinal) && (char.IsAsciiDigit(piece[0]) || piece[0] is '-' or '+' or '.');
            if (continues)
            {
                names[^1] += "," + piece;
            }
            else
            {
                names.Add(piece);
            }
        }

        return names;
    }

    /// <summary>Whether a name fits a pattern.</summary>
    /// <param name="pattern">* stands for any run of characters, everything else for itself.</param>
    /// <param name="name">The name.</param>
    public static bool Matches(string pattern, string name)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        string expression = "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$";
        return Regex.IsMatch(name, expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>The candidate that takes the fewest typing errors to reach, if it is near enough to be meant.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="candidates">The valid names.</param>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        string typed = name.ToLowerInvariant();
        (string? best, int distance) = candidates
            .Select(c => ((string?)c, Distance(typed, c.ToLowerInvariant())))
            .DefaultIfEmpty((null, int.MaxValue))
            .MinBy(static p => p.Item2);
        return distance <= Math.Max(2, name.Length / 3) ? best : null;
    }

    /// <summary>Edit distance with swaps of neighbours (Damerau's, each swap used once).</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(change, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
