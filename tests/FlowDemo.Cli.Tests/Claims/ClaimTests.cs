using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowDemo.Cli.Claims;
using FlowDemo.Cli.Rendering;
using Xunit.Abstractions;

namespace FlowDemo.Cli.Tests.Claims;

public sealed class ClaimTests(ITestOutputHelper output)
{
    /// <summary>Which tenth of the claims is measured; given again, the same.</summary>
    private const string SeedVariable = "FLOWDEMO_CLAIMS";

    /// <summary>With FLOWDEMO_GOLDEN=update all of them are, and the file is written anew.</summary>
    [Fact]
    public void Stored_figures_are_those_of_fresh_runs()
    {
        string? given = Environment.GetEnvironmentVariable(SeedVariable);
        int seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        output.WriteLine($"{SeedVariable}={seed}");
        Claim[] shuffled = [.. ClaimLibrary.All.Where(static c => c.Evidence is not null)];
        new Random(seed).Shuffle(shuffled);
        Claim[] measured = shuffled[..(Golden.Updates ? shuffled.Length : (shuffled.Length + 9) / 10)];
        output.WriteLine(string.Join(", ", measured.Select(static c => c.Id)));
        Dictionary<string, string> runs = [];
        ImmutableArray<Claim> fresh = [.. ClaimLibrary.All.Select(c => measured.Contains(c) ? Measured(c, runs) : c)];
        Golden.Equal("src/FlowDemo.Cli/Claims/claims.json", ClaimLibrary.Write(fresh));
    }

    [Fact]
    public void A_claim_has_a_name_of_its_own_and_is_about_methods_that_there_are()
    {
        string[] methods = [.. MethodLibrary.Catalogs.SelectMany(static c => c.Pages).Select(static p => p.Id)];
        Assert.Equal(ClaimLibrary.All.Length, ClaimLibrary.All.Select(static c => c.Id).Distinct().Count());
        Assert.All(ClaimLibrary.All, c =>
        {
            Assert.DoesNotContain(c.Id, methods);
            Assert.NotEmpty(c.Methods);
            Assert.All(c.Methods, m => Assert.Contains(m, methods));
        });
    }

    [Theory]
    [InlineData("< 1", 0.8, 0.9, "agrees")]
    [InlineData("< 1", 1.1, 1.2, "disagrees")]
    [InlineData("< 1", 0.9, 1.1, "cannot be shown")]
    [InlineData("> 1.5", 1.6, double.PositiveInfinity, "agrees")]
    [InlineData("> 1.5", 1.4, 1.6, "cannot be shown")]
    [InlineData("> 1.5", 1.5, 1.5, "disagrees")]
    public void A_verdict_is_what_the_whole_interval_says(string agreesIf, double low, double high, string verdict) =>
        Assert.Equal(verdict, new Evidence("list", "x", agreesIf, low, low, high).Verdict);

    [Theory]
    [InlineData("rows[solver=euler][nfe=4].metrics.rmse", 2, 1, 3)]
    [InlineData("rows[solver=euler][nfe=8].metrics.rmse / rows[solver=euler][nfe=4].metrics.rmse", 4, 2, 10)]
    [InlineData("findings[name=a of b, c].value", 7.5, 7.5, 7.5)]
    [InlineData("rows[solver=heun].metrics.rmse", double.PositiveInfinity, 9, double.PositiveInfinity)]
    public void A_figure_is_found_by_its_place(string place, double value, double low, double high)
    {
        (double foundValue, double foundLow, double foundHigh) = JsonFigure.In(Document(), place);
        Assert.Equal((value, low, high), (foundValue, foundLow, foundHigh));
    }

    [Theory]
    [InlineData("rows[solver=euler].metrics.rmse")]
    [InlineData("rows[solver=rk4].metrics.rmse")]
    public void A_place_that_is_not_one_figure_is_refused(string place) =>
        Assert.Throws<FormatException>(() => JsonFigure.In(Document(), place));

    [Fact]
    public void A_method_is_explained_with_its_claims_and_a_claim_by_itself()
    {
        string method = Cli.Run("explain", "boss").Output;
        Claim[] about = [.. ClaimLibrary.All.Where(static c => c.Methods.Contains("boss"))];
        Assert.NotEmpty(about);
        Assert.All(about, c =>
        {
            string page = Cli.Run("explain", c.Id).Output;
            Assert.StartsWith($"{c.Id} (claim about ", page, StringComparison.Ordinal);
            Assert.Contains($"  {c.Verdict}\n", page, StringComparison.Ordinal);
            Assert.Contains(page, method, StringComparison.Ordinal);
        });
        Assert.Contains("Did you mean 'boss-steps'?", Cli.Run("explain", "boss-step").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_has_every_claim_in_every_format()
    {
        using JsonDocument json = JsonDocument.Parse(Cli.Run("list", "claims", "-f", "json").Output);
        Assert.Equal(
            ClaimLibrary.All.Select(static c => (c.Id, c.Verdict)),
            json.RootElement.GetProperty("claims").EnumerateArray().Select(
                static c => (c.GetProperty("id").GetString()!, c.GetProperty("verdict").GetString()!)));
        string markdown = Cli.Run("list", "claims", "-f", "markdown").Output;
        string table = Cli.Run("list", "claims").Output;
        Assert.All(ClaimLibrary.All, c => Assert.Contains($"| `{c.Id}` |", markdown, StringComparison.Ordinal));
        Assert.All(ClaimLibrary.All, c => Assert.Contains($"{c.Id} (claim about ", table, StringComparison.Ordinal));
    }

    private static Claim Measured(Claim claim, Dictionary<string, string> runs)
    {
        Evidence evidence = claim.Evidence!;
        if (!runs.TryGetValue(evidence.Command, out string? text))
        {
            CliResult result = Cli.Run([.. evidence.Arguments]);
            Assert.True(result.Code == ExitCode.Done, $"{claim.Id}: {result.Error}");
            runs[evidence.Command] = text = result.Output;
        }

        return claim with { Evidence = evidence.Measured(text) };
    }

    private static JsonElement Document()
    {
        using JsonDocument document = JsonDocument.Parse(
            """
            {
              "rows": [
                { "solver": "euler", "nfe": 4, "metrics": { "rmse": { "value": 2, "low": 1, "high": 3 } } },
                { "solver": "euler", "nfe": 8, "metrics": { "rmse": { "value": 8, "low": 6, "high": 10 } } },
                { "solver": "heun", "nfe": 8, "metrics": { "rmse": { "value": "Infinity", "low": 9, "high": "Infinity" } } }
              ],
              "findings": [ { "name": "a of b, c", "value": 7.5 }, { "name": "d", "value": 1 } ]
            }
            """);
        return document.RootElement.Clone();
    }
}
