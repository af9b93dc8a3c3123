
namespace FlowDemo.Cli.Rendering;

/// <summary>All that is known about a method, one line per fact.</summary>
internal static class PageView
{
    private const int Indent = 2;

    /// <summary>Writes the pages, one behind the other.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns that a line may take.</param>
    /// <param name="color">Whether colour is wanted.</param>
    public static void Write(IReadOnlyList<MethodPage> pages, TextWriter output, int width, bool color)
    {
        string between = string.Empty;
        foreach (MethodPage page in pages)
        {
            (string Name, string Text)[] facts = [.. Facts(page).Where(static f => f.Text.Length > 0)];
            int lead = Indent + facts.Max(static f => f.Name.Length) + Indent;
            StyledText[] lines =
            [
                StyledText.Empty.Add(page.Id, Ink.BoldGreen).Add(page.Title[page.Id.Length..]),
                .. facts.SelectMany(
                    f => StyledText.Empty.Add(f.Text).Behind(StyledText.Empty.PadRight(Indent).Add(f.Name, Ink.Dim).PadRight(lead), width)),
            ];
            output.Write(between + string.Concat(lines.Select(line => line.Write(color) + "\n")));
            between = "\n";
        }
    }

    private static IEnumerable<(string Name, string Text)> Facts(MethodPage page) =>
    [
        (string.Empty, page.Summary),
        ("formula", page.Formula),
        ("order", page.Order),
        ("cost", page.Cost),
        (
            "written",
            page.Parameters.IsEmpty
                ? string.Empty
                : $"{page.Id}:{string.Join(',', page.Parameters.Select(static p => p.Name.Replace(' ', '-')))}"),
        .. page.Parameters.Select((p, i) => ($"  {p.Name}", $"{p.Meaning} [{page.ValueOf(i)}]")),
        ("elsewhere", page.Elsewhere),
        ("source", page.Source),
        ("notes", page.Notes),
    ];
}
