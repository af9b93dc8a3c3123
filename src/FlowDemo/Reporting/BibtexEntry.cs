using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowDemo.Reporting;

/// <summary>A work as BibTeX has it, read from how the catalogues name their sources.</summary>
/// <param name="Authors">Family names, with initials where the source has them; the last may be <c>others</c>.</param>
/// <param name="Title">The title.</param>
/// <param name="Year">The year.</param>
/// <param name="Journal">Where it appeared; empty where the source does not say.</param>
/// <param name="Eprint">Its number at arXiv; empty where it has none.</param>
public sealed partial record BibtexEntry(ImmutableArray<string> Authors, string Title, int Year, string Journal, string Eprint)
{
    private const string Others = "others";

    /// <summary>What it is cited by: the first author, the year and the first word of the title.</summary>
    public string Key => Letters(Authors.IsEmpty ? string.Empty : Authors[0].Split(' ')[^1])
        + Year.ToString(System.Globalization.CultureInfo.InvariantCulture)
        + Letters(Title.Split(' ').First(static w => w.Length > 0 && !Fillers.Contains(w.ToLowerInvariant())));

    private static readonly string[] Fillers = ["a", "an", "the", "on", "of"];

    /// <summary>The works that a source names; what it says beside them is left out.</summary>
    /// <param name="source">As in <c>Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003, section 2.3; ...</c>.</param>
    public static ImmutableArray<BibtexEntry> AllOf(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. Between().Split(source).Select(Parse).OfType<BibtexEntry>()];
    }

    /// <summary>The entry, with its last brace and a line's end.</summary>
    public override string ToString()
    {
        StringBuilder text = new($"@{(Journal.Length > 0 ? "article" : "misc")}{{{Key},\n");
        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                text.Append($"  {name} = {{{value}}},\n");
            }
        }

        Add("author", string.Join(" and ", Authors));

        // Braces keep the capitals of names; accents are written as the catalogues write them.
        Add("title", $"{{{Title}}}");
        Add("journal", Journal);
        Add("year", Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add("eprint", Eprint);
        Add("archivePrefix", Eprint.Length > 0 ? "arXiv" : string.Empty);
        return text.Append("}\n").ToString();
    }

    private static BibtexEntry? Parse(string piece)
    {
        Match match = Work().Match(piece);
        if (!match.Success)
        {
            return null;
        }

        string[] parts = match.Groups["lead"].Value.Split(", ");
        int authors = 0;
        while (authors < parts.Length - 1 && Author().IsMatch(parts[authors]))
        {
            authors++;
            if (parts[authors - 1].EndsWith(" et al.", StringComparison.Ordinal))
            {
                break;
            }
        }

        if (authors == 0 && parts.Length > 1)
        {
            // An organisation, whose name is one word to BibTeX.
            parts[authors] = $"{{{parts[authors]}}}";
            authors++;
        }

        // A source without people is a program, which its title names.
        return new BibtexEntry(
            [
                .. parts[..authors].SelectMany(static a => a.EndsWith(" et al.", StringComparison.Ordinal)
                    ? (string[])[a[..^" et al.".Length], Others]
                    : [a]),
            ],
            parts[authors],
            int.Parse(match.Groups["year"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
            string.Join(", ", parts[(authors + 1)..]),
            match.Groups["eprint"].Value);
    }

    private static string Letters(string text) =>
        string.Concat(text.Replace('+', 'p').Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(
        @"^(?:[a-z][^,:]*: |The \w+ of )?(?<lead>(?:de |van |von )?[A-Z].*?), (?<year>1[6-9]\d\d|20\d\d)\b(?:, arXiv[ :](?<eprint>\d{4}\.\d{5}))?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Work();

    [GeneratedRegex(@"; |, and (?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?:[A-Z]\. )*(?:de |van |von )?[A-Z][\w-]+(?: et al\.)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Author();
}
