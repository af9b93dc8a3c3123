using System.Text.Json;

namespace FlowDemo.Cli.Tests;

public sealed class SteerCommandTests
{
    private static readonly string[] Quick = ["steer", "--reward", "quadratic:4,0,1,1", "-n", "64"];

    [Fact]
    public void The_table_has_a_row_for_each_method_and_what_it_is_held_against()
    {
        CliResult result = Cli.Run([.. Quick, "--nfe", "36", "-m", "unsteered,exact,smc,code:3,sop,flowchef:0.1"]);
        Assert.Equal((ExitCode.Done, string.Empty), (result.Code, result.Error));
        Assert.StartsWith("ring steered by r = quadratic:4,0,1,1 at temperature 1: 64 samples", result.Output, StringComparison.Ordinal);
        string[] methods = ["unsteered", "exact", "smc", "code:3", "sop", "flowchef:0.1", "draws of the law", "draws of the target"];
        Assert.Equal(
            methods,
            result.Output.Split('\n').Where(static l => l.StartsWith("| ", StringComparison.Ordinal)).Select(
                static l => l.Split('|')[1].Trim()).Where(static m => m is not ("method" or "---")));
    }

    [Fact]
    public void Csv_and_json_hold_the_same_figures_and_a_budget_that_cannot_be_spent_is_a_note()
    {
        string[] lines = Cli.Run([.. Quick, "-m", "exact,rbf", "--nfe", "30,36", "-f", "csv"]).Output.TrimEnd('\n').Split('\n');
        using JsonDocument json = JsonDocument.Parse(Cli.Run([.. Quick, "-m", "exact,rbf", "--nfe", "30,36", "-f", "json"]).Output);
        JsonElement[] rows = [.. json.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["exact,30", "exact,36", "rbf,36"], lines.Skip(1).Select(static l => string.Join(',', l.Split(',')[..2])));
        Assert.Equal(
            lines.Skip(1).Select(static l => l.Split(',')[6]), rows.Select(static r => r.GetProperty("w2").GetRawText()));
        string?[] notes = [.. json.RootElement.GetProperty("notes").EnumerateArray().Select(static n => n.GetString())];
        Assert.StartsWith("no rbf at NFE 30: 25 starts and a quota", notes[0], StringComparison.Ordinal);
        Assert.Equal("rbf: its samples are expected data before the last step, not ends of walks", notes[1]);
    }

    [Theory]
    [InlineData("rank 0", "--reward", "measured:0,0,1")]
    [InlineData("temperature 1 alone", "--reward", "class:1,2", "--temperature", "2")]
    [InlineData("There is no steering method 'rfb'", "-m", "rfb")]
    [InlineData("There is no reward 'square'", "--reward", "square")]
    [InlineData("No method can spend such a budget", "-m", "rbf", "--nfe", "30")]
    [InlineData("'--guidance' is a steering of its own", "--class", "1/4", "--guidance", "2")]
    [InlineData("'--temperature' takes a positive number", "--temperature", "0")]
    public void What_cannot_be_is_refused_in_a_sentence(string reason, params string[] more)
    {
        CliResult result = Cli.Run(["steer", "-n", "64", .. more]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
