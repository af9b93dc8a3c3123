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
    [InlineData("-t", "ring", "--class", "1/2", "--reward", "linear:1,0.25", "--temperature", "0.3")]
    [InlineData("-t", "points.csv", "--bandwidth", "0.4", "--no-standardize", "--path", "vp", "-m", "rbf:2,code:3,smc", "--seed", "7")]
    public void A_report_is_made_again_and_a_number_that_differs_is_named(params string[] more)
    {
        using TemporaryDirectory directory = new();
        string points = directory.Write("points.csv", "a,b\n1,2\n2,3.5\n3,1\n4,4\n1,5\n2,2\n7,1\n3,3\n");
        string report = directory.File("report.json");
        string[] arguments = [.. more.Select(a => a == "points.csv" ? points : a)];
        Assert.Equal(ExitCode.Done, Cli.Run(["steer", "-n", "64", "--nfe", "80", "-f", "json", "-o", report, .. arguments]).Code);
        CliResult same = Cli.Run("replay", report);
        Assert.Equal(ExitCode.Done, same.Code);
        Assert.StartsWith("the same: ", same.Output, StringComparison.Ordinal);

        string text = File.ReadAllText(report).Replace("\"budget\": 80", "\"budget\": 81", StringComparison.Ordinal);
        CliResult other = Cli.Run("replay", directory.Write("other.json", text));
        Assert.Equal((ExitCode.CheckFailed, true), (other.Code, other.Output.StartsWith("differs: ", StringComparison.Ordinal)));
        Assert.Contains("takes no model", Cli.Run("replay", report, "--model", "cat").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_has_changed_is_said_to_have()
    {
        using TemporaryDirectory directory = new();
        string points = directory.Write("points.csv", "a,b\n1,2\n2,3.5\n3,1\n4,4\n");
        string report = directory.File("report.json");
        Cli.Run("steer", "-t", points, "-n", "64", "--nfe", "50", "-m", "exact", "-f", "json", "-o", report);
        directory.Write("points.csv", "a,b\n1,2\n2,3.5\n3,1\n4,5\n");
        CliResult changed = Cli.Run("replay", report);
        Assert.Equal((ExitCode.BadInput, string.Empty), (changed.Code, changed.Output));
        Assert.Contains("has changed since the report was made", changed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rank 0", "--reward", "measured:0,0,1")]
    [InlineData("temperature 1 alone", "--reward", "class:1,2", "--temperature", "2")]
    [InlineData("There is no steering method 'rfb'", "-m", "rfb")]
    [InlineData("There is no reward 'square'", "--reward", "square")]
    [InlineData("No method can spend such a budget", "-m", "rbf", "--nfe", "30")]
    [InlineData("'--guidance' is a steering of its own", "--class", "1/4", "--guidance", "2")]
    [InlineData("'--temperature' takes a positive number", "--temperature", "0")]
    [InlineData("too narrow or too far away for numbers", "--temperature", "1e-300")]
    public void What_cannot_be_is_refused_in_a_sentence(string reason, params string[] more)
    {
        CliResult result = Cli.Run(["steer", "-n", "64", .. more]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
