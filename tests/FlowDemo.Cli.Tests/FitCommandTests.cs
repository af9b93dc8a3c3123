using System.Text.Json;

namespace FlowDemo.Cli.Tests;

public sealed class FitCommandTests
{
    private static readonly string[] Quick = ["fit", "-t", "gaussian", "--nfe", "2", "--pairs", "64", "--threads", "1"];

    [Fact]
    public void What_it_writes_runs_and_is_better_than_euler()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("solver.json");
        CliResult fit = Cli.Run([.. Quick, "-o", file]);
        Assert.Equal((ExitCode.Done, string.Empty), (fit.Code, fit.Output));
        Assert.StartsWith("NFE 2: rmse ", fit.Error, StringComparison.Ordinal);
        CliResult compare = Cli.Run(
            "compare",
            "-t",
            "gaussian",
            "-s",
            $"euler,fitted:{file}",
            "-g",
            "boss",
            "--nfe",
            "2,3",
            "-n",
            "64",
            "--metric",
            "rmse",
            "--baseline",
            "euler/boss",
            "-f",
            "json");
        Assert.Equal(ExitCode.Done, compare.Code);
        using JsonDocument report = JsonDocument.Parse(compare.Output);
        JsonElement[] rows = [.. report.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Equal(
            ["euler/boss 2", "euler/boss 3", $"fitted:{file}/own 2"],
            rows.Select(static r => $"{r.GetProperty("solver")}/{r.GetProperty("schedule")} {r.GetProperty("nfe")}"));
        Assert.True(rows[2].GetProperty("relative").GetProperty("value").GetDouble() < 0.5);
        Assert.True(rows[0].TryGetProperty("calibrationRmse", out _));
        CliResult sample = Cli.Run("sample", "-t", "gaussian", "-s", $"fitted:{file}", "--nfe", "2", "-n", "4");
        Assert.Equal(ExitCode.Done, sample.Code);
        Assert.Equal(5, sample.Output.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void The_same_fit_writes_the_same_bytes() => Assert.Equal(Cli.Run(Quick).Output, Cli.Run([.. Quick[..^1], "2"]).Output);

    [Theory]
    [InlineData("--nfe", "2-13", "12")]
    [InlineData("--variant", "plan", "plain")]
    [InlineData("--pairs", "10", "64")]
    public void What_cannot_be_fitted_is_refused(string option, string value, string complaint)
    {
        CliResult result = Cli.Run(["fit", option, value]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tampered_file_and_a_budget_it_does_not_hold_are_refused()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("solver.json");
        Assert.Equal(ExitCode.Done, Cli.Run([.. Quick, "-o", file]).Code);
        CliResult budget = Cli.Run("compare", "-t", "gaussian", "-s", $"fitted:{file}", "--nfe", "5");
        Assert.Equal(ExitCode.BadInput, budget.Code);
        Assert.Contains("has no sampler for 5 evaluations; choose '--nfe' among 2.", budget.Error, StringComparison.Ordinal);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"seed\": 0", "\"seed\": 1", StringComparison.Ordinal));
        CliResult tampered = Cli.Run("compare", "-t", "gaussian", "-s", $"fitted:{file}", "--nfe", "2");
        Assert.Equal(ExitCode.BadInput, tampered.Code);
        Assert.Contains("was changed after it was written", tampered.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_start_runs_in_every_command()
    {
        Assert.Equal(ExitCode.Done, Cli.Run("schedule", "uniform+gauss", "-t", "gaussian", "--steps", "2", "-f", "plain").Code);
        CliResult sample = Cli.Run("sample", "-t", "gaussian", "-g", "uniform+gauss", "--nfe", "2", "-n", "3", "--trajectory");
        Assert.Equal(ExitCode.Done, sample.Code);
        Assert.Equal(1 + (3 * 4), sample.Output.TrimEnd('\n').Split('\n').Length);
    }
}
