using System.Text.Json;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Tests;

public sealed class CatalogCommandTests
{
    public static TheoryData<string> Ids => [.. MethodLibrary.Catalogs.SelectMany(static c => c.Pages).Select(static p => p.Id).Distinct()];

    public static TheoryData<string> Kinds => [.. MethodLibrary.Catalogs.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_can_be_explained(string id)
    {
        CliResult result = Cli.Run("explain", id);
        Assert.Equal(ExitCode.Done, result.Code);
        MethodPage page = MethodLibrary.Catalogs.SelectMany(static c => c.Pages).First(p => p.Id == id);
        Assert.StartsWith($"{id} ({page.Kind})\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(Squeezed(page.Summary), Squeezed(result.Output), StringComparison.Ordinal);
        Assert.Contains(Squeezed(page.Formula), Squeezed(result.Output), StringComparison.Ordinal);
        Assert.Contains(Squeezed(page.Source), Squeezed(result.Output), StringComparison.Ordinal);
        Assert.All(
            page.Parameters,
            p => Assert.Contains(Squeezed($"{p.Meaning} [{p.Default}]"), Squeezed(result.Output), StringComparison.Ordinal));
    }

    [Fact]
    public void The_parameters_behind_a_name_are_not_looked_at() =>
        Assert.Equal(Cli.Run("explain", "shift"), Cli.Run("explain", "shift:3"));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_list_has_every_id_of_its_kind_and_no_other(string kind)
    {
        string output = Cli.Run("list", kind).Output;
        string[] listed =
        [
            .. output.Split('\n')
                .Where(static l => l.Length > 2 && l.StartsWith("  ", StringComparison.Ordinal) && l[2] != ' ')
                .Select(static l => l.Trim().Split(' ')[0]),
        ];
        Assert.Equal(MethodLibrary.Catalogs.Single(c => c.Name == kind).Pages.Select(static p => p.Id), listed);
    }

    [Fact]
    public void A_newcomer_meets_eight_solvers_first_and_those_with_noise_and_fits_apart()
    {
        Assert.Equal(
            ["to begin with", "deterministic", "with noise", "fitted to the target"],
            Cli.Run("list", "solvers").Output.Split('\n')
                .Where(static l => l.StartsWith("solvers, ", StringComparison.Ordinal)).Select(static l => l["solvers, ".Length..]));
        ILookup<string, string> groups = MethodLibrary.Catalogs.Single(static c => c.Name == "solvers").Pages.ToLookup(
            static p => p.Group, static p => p.Id);
        Assert.Equal(8, groups["to begin with"].Count());
        Assert.Equal(["em", "sde-heun", "churn", "er-sde", "dpmpp-2m-sde", "renoise", "refine"], groups["with noise"]);
        Assert.Contains("fitted", groups["fitted to the target"]);
        Assert.Contains(
            "| solvers, with noise | what it is |", Cli.Run("list", "solvers", "-f", "markdown").Output, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(Cli.Run("list", "solvers", "-f", "json").Output);
        Assert.Equal("to begin with", document.RootElement.GetProperty("solvers")[0].GetProperty("group").GetString());
    }

    [Fact]
    public void A_list_for_scripts_has_everything()
    {
        using JsonDocument document = JsonDocument.Parse(Cli.Run("list", "-f", "json").Output);
        foreach ((string name, System.Collections.Immutable.ImmutableArray<MethodPage> pages) in MethodLibrary.Catalogs)
        {
            Assert.Equal(
                pages.Select(static p => p.Id),
                document.RootElement.GetProperty(name).EnumerateArray().Select(static e => e.GetProperty("id").GetString()));
        }
    }

    private static string Squeezed(string text) => new([.. text.Where(static c => !char.IsWhiteSpace(c))]);
}
