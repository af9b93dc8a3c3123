using FlowDemo.Cli.Claims;

namespace FlowDemo.Cli.Rendering;

/// <summary>All claims as a markdown table.</summary>
internal static class ClaimList
{
    /// <summary>One line per claim.</summary>
    /// <param name="output">Where to.</param>
    public static void WriteMarkdown(TextWriter output)
    {
        output.Write("| claim | about | says | verdict | figure | shown by | why | source |\n");
        output.Write("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (Claim claim in ClaimLibrary.All)
        {
            string[] cells =
            [
                $"`{claim.Id}`", string.Join(", ", claim.Methods), claim.Says, claim.Verdict, PageView.FigureOf(claim),
                claim.Evidence is Evidence shown ? $"`flowdemo {shown.Command}`" : string.Empty, claim.Why, claim.Source,
            ];
            output.Write($"| {string.Join(" | ", cells.Select(static c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
        }
    }
}
