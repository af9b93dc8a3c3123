using System.Collections.Immutable;
using FlowDemo.Cli.Claims;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>All that is known about one thing with a name, one line per fact.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">What stands behind the name: what it is, in the singular.</param>
/// <param name="Facts">What is known; empty texts are not shown.</param>
internal sealed record PageView(string Id, string Title, ImmutableArray<(string Name, string Text)> Facts)
{
    private const int Indent = 2;

    /// <summary>The page of a method.</summary>
    /// <param name="page">What is known about it.</param>
    public static PageView Of(MethodPage page) => new(
        page.Id,
        page.Title[page.Id.Length..],
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
        ]);

    /// <summary>The page of a claim.</summary>
    /// <param name="claim">The claim.</param>
    public static PageView Of(Claim claim) => new(
        claim.Id,
        $" (claim about {string.Join(", ", claim.Methods)})",
        [
            ("says", claim.Says),
            ("verdict", claim.Verdict),
            ("figure", FigureOf(claim)),
            ("shown by", claim.Evidence is Evidence shown ? $"flowdemo {shown.Command}" : string.Empty),
            ("why", claim.Why),
            ("source", claim.Source),
        ]);

    /// <summary>The figure with its interval, and the side of its bound that would agree; empty where there is none.</summary>
    /// <param name="claim">The claim.</param>
    public static string FigureOf(Claim claim) => claim.Evidence is Evidence evidence
        ? $"{FigureText.Full.Value(evidence.Estimate)} {FigureText.Full.Margin(evidence.Estimate)}".TrimEnd()
            + $", and {evidence.AgreesIf} would agree"
        : string.Empty;

    /// <summary>Writes pages, one behind the other.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns that a line may take.</param>
    /// <param name="color">Whether colour is wanted.</param>
    public static void Write(IEnumerable<PageView> pages, TextWriter output, int width, bool color)
    {
        string between = string.Empty;
        foreach (PageView page in pages)
        {
            (string Name, string Text)[] facts = [.. page.Facts.Where(static f => f.Text.Length > 0)];
            int lead = Indent + facts.Max(static f => f.Name.Length) + Indent;
            StyledText[] lines =
            [
                StyledText.Empty.Add(page.Id, Ink.BoldGreen).Add(page.Title),
                .. facts.SelectMany(
                    f => StyledText.Empty.Add(f.Text).Behind(StyledText.Empty.PadRight(Indent).Add(f.Name, Ink.Dim).PadRight(lead), width)),
            ];
            output.Write(between + string.Concat(lines.Select(line => line.Write(color) + "\n")));
            between = "\n";
        }
    }
}
