using System.Text.Json;

namespace FlowDemo.Cli.Tests;

/// <summary>A mixture that paths start from reaches every command that follows one, its reports and what is made of them.</summary>
public sealed class SourceTests
{
    private const string Mixture = """
        { "components": [ { "weight": 0.6, "mean": [-2, -1], "std": 0.4 }, { "weight": 0.4, "mean": [1.5, 0.5], "std": 0.5 } ] }
        """;

    private static readonly string[] Quick =
        ["-n", "64", "-s", "heun", "-g", "uniform", "--nfe", "8", "--metric", "rmse", "--path", "linear:brownian"];

    [Fact]
    public void Compare_says_so_and_replays_it()
    {
        using TemporaryDirectory directory = new();
        string source = directory.Write("source.json", Mixture);
        string report = directory.File("report.json");
        CliResult table = Cli.Run(["compare", .. Quick, "--source", source]);
        Assert.Equal(ExitCode.Done, table.Code);
        Assert.Contains($"source     {source}", table.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Cli.Run(["compare", .. Quick, "--source", source, "-f", "json", "-o", report]).Code);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(report));
        Assert.Equal(source, document.RootElement.GetProperty("source").GetString());
        Assert.Contains(
            document.RootElement.GetProperty("manifest").GetProperty("inputs").EnumerateArray(),
            i => i.GetProperty("path").GetString() == source);
        Assert.Equal(ExitCode.Done, Cli.Run("replay", report).Code);
        Assert.Contains($"source     {source}", Cli.Run("render", report).Output, StringComparison.Ordinal);
        File.WriteAllText(source, Mixture.Replace("0.6", "0.7", StringComparison.Ordinal));
        Assert.Contains("has changed since", Cli.Run("replay", report).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_have_it_as_a_column_and_answer_with_it()
    {
        using TemporaryDirectory directory = new();
        string report = directory.File("report.json");
        string[] compare = ["compare", .. Quick, "-t", "skewed", "--source", "ring"];
        string csv = Cli.Run([.. compare, "-f", "csv"]).Output;
        string[] lines = csv.Split('\n');
        Assert.EndsWith(",notes,source", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",ring", lines[1], StringComparison.Ordinal);
        Cli.Run([.. compare, "-f", "json", "-o", report]);
        Assert.Equal(csv, Cli.Run("render", report, "-f", "csv").Output);

        string table = directory.Write("table.csv", csv);
        string answer = string.Join(' ', Cli.Run("best", "--from", table, "--path", "linear:brownian", "--nfe", "8").Output
            .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("linear:brownian path, from ring, 64 samples, seed 0", answer, StringComparison.Ordinal);
        Assert.Contains("-t skewed --path linear:brownian --source ring --nfe 8", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_targets_have_it_in_one_table()
    {
        string[] lines = Cli.Run(["compare", .. Quick, "-t", "skewed,gaussian", "--source", "ring", "-f", "csv"])
            .Output.TrimEnd('\n').Split('\n');
        Assert.All(
            lines[1..],
            static l => Assert.EndsWith(l.StartsWith("*,", StringComparison.Ordinal) ? "," : ",ring", l, StringComparison.Ordinal));
        Assert.DoesNotContain("source", Cli.Run(["compare", .. Quick, "-f", "csv"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_keeps_it()
    {
        using TemporaryDirectory directory = new();
        string plan = directory.File("plan.json");
        Cli.Run(["compare", .. Quick, "--source", "ring", "--dry-run", "-o", plan]);
        Assert.Contains("\"source\": \"ring\"", File.ReadAllText(plan), StringComparison.Ordinal);
        Assert.Equal(Cli.Run(["compare", .. Quick, "--source", "ring"]).Output, Cli.Run("compare", "--plan", plan).Output);
    }

    [Fact]
    public void A_report_of_another_field_replays()
    {
        using TemporaryDirectory directory = new();
        string report = directory.File("report.json");
        Cli.Run(["compare", .. Quick, "--field", "exact,perturbed:0.5,path:vp", "-f", "json", "-o", report]);
        Assert.Equal(ExitCode.Done, Cli.Run("replay", report).Code);
    }

    [Fact]
    public void Tables_keep_the_parameters_of_a_path_together()
    {
        CliResult table = Cli.Run("compare", "-n", "64", "-s", "heun", "-g", "uniform", "--nfe", "8", "-t", "skewed", "-f", "csv",
            "--path", "bridge:1,blurred", "--field", "exact,path:bridge:2,blurred");
        string[] lines = table.Output.Split('\n');
        Assert.StartsWith("skewed,\"bridge:1,blurred\",64,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",\"path:bridge:2,blurred\"", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sample --nfe 4 -n 8")]
    [InlineData("schedule gits --steps 3")]
    [InlineData("show ring")]
    [InlineData("best --nfe 2 -n 64 -s euler,ab2 -g uniform,shift:3")]
    public void Commands_start_from_it(string command)
    {
        CliResult own = Cli.Run([.. command.Split(' '), "--source", "gaussian"]);
        Assert.Equal((ExitCode.Done, string.Empty), (own.Code, own.Code == ExitCode.Done ? string.Empty : own.Error));
        Assert.NotEqual(Cli.Run(command.Split(' ')).Output, own.Output);
    }
}
