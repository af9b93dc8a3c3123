namespace FlowDemo;

/// <summary>How lists of names are written: separated by commas, with * as a wildcard, and forgiving about typing errors.</summary>
public static class NameList
{
    /// <summary>Letters of the longest name that a guess is made for: the work grows with their square.</summary>
    private const int LongestGuess = 100;

    /// <summary>Splits a list; a piece that starts like a number belongs to the parameters of the name before it.</summary>
    /// <param name="list">For example <c>uniform,beta:0.6,0.6,boss</c>, which is three names.</param>
    public static IReadOnlyList<string> Split(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        List<string> names = [];
        foreach (string piece in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            bool continues = names.Count > 0 && names[^1].Contains(':', StringComparison.Ordinal)
                && (char.IsAsciiDigit(piece[0]) || piece[0] is '-' or '+' or '.');
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
        ArgumentNullException.ThrowIfNull(name);
        (int p, int n) = (0, 0);
        (int star, int tried) = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, tried) = (p++, n);
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                (p, n) = (p + 1, n + 1);
            }
            else if (star >= 0)
            {
                // The last star takes one character more; what earlier stars took can stay as it is.
                (p, n) = (star + 1, ++tried);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }

    /// <summary>The candidate that takes the fewest typing errors to reach, if it is near enough to be meant.</summary>
    /// <param name="name">What was typed; one of more than 100 letters is no slip of the finger.</param>
    /// <param name="candidates">The valid names.</param>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        if (name.Length > LongestGuess)
        {
            return null;
        }

        int most = name.Length <= 3 ? 1 : Math.Max(2, name.Length / 3);
        string typed = name.ToLowerInvariant();
        (string? best, int distance) = candidates
            .Where(c => Math.Abs(c.Length - typed.Length) <= most)
            .Select(c => ((string?)c, Distance(typed, c.ToLowerInvariant())))
            .DefaultIfEmpty((null, int.MaxValue))
            .MinBy(static p => p.Item2);
        return distance <= most ? best : null;
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
