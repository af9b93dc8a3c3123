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
    public void It_says_how_far_it_reaches()
    {
        CliResult fit = Cli.Run(Quick);
        Assert.Matches(@"reads velocities up to [\d.]+ standard deviations from the mean, weights of [\d.]+ in sum", fit.Error);
    }

    [Fact]
    public void Several_targets_and_resamples_get_one_sampler_whose_file_names_them()
    {
        static string Label(params string[] line)
        {
            CliResult fit = Cli.Run(["fit", "--nfe", "1", "--pairs", "64", "--threads", "1", .. line]);
            Assert.Equal(ExitCode.Done, fit.Code);
            using JsonDocument file = JsonDocument.Parse(fit.Output);
            return file.RootElement.GetProperty("content").GetProperty("target").GetString()!;
        }

        Assert.Equal("gaussian, skewed", Label("-t", "gaussian,skewed"));
        Assert.Equal("ring at scale 1, ring at scale 3", Label("-t", "ring", "--scale", "1,3"));
        Assert.Equal("2 resamples of penguins", Label("-t", "penguins", "--resample", "2"));
    }

    [Fact]
    public void A_comparison_on_resamples_is_made_again_from_its_plan()
    {
        using TemporaryDirectory directory = new();
        string[] line = ["-t", "penguins", "-n", "16", "-s", "euler", "-g", "uniform", "--nfe", "1", "--metric", "rmse", "--resample", "2"];
        CliResult direct = Cli.Run(["compare", .. line, "-f", "json"]);
        string report = directory.Write("report.json", direct.Output);
        Assert.Equal(ExitCode.Done, Cli.Run("replay", report).Code);
        using JsonDocument json = JsonDocument.Parse(direct.Output);
        JsonElement row = json.RootElement.GetProperty("rows")[0];
        Assert.True(row.GetProperty("metrics").GetProperty("resampled:2").GetProperty("value").GetDouble() > 0);
        Assert.Contains("resampled:2", Cli.Run(["compare", .. line, "--dry-run"]).Output, StringComparison.Ordinal);
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
