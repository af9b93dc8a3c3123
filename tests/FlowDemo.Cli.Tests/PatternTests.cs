using System.Text.Json;

namespace FlowDemo.Cli.Tests;

/// <summary>A pattern stands for what can run: the rest is left out with a word, and what is named is refused.</summary>
public sealed class PatternTests
{
    private static readonly string[] Plan = ["compare", "-g", "uniform", "--nfe", "4", "-n", "64", "--metric", "rmse", "--dry-run"];

    [Theory]
    [InlineData("--path pfgmpp:2", "em, sde-heun, churn, er-sde, dpmpp-2m-sde, renoise (adds normal noise")]
    [InlineData("--source ring -t skewed", "churn, er-sde, dpmpp-2m-sde, renoise (adds normal noise")]
    [InlineData("--field exact,path:pfgmpp:2", "em, sde-heun, churn")]
    [InlineData("--field causal:1", "taylor2 (needs the exact derivatives")]
    [InlineData("--field causal:1", "dopri5 (evaluates some samples alone")]
    [InlineData("--invert", "er-sde, dpmpp-2m-sde, renoise")]
    public void A_pattern_leaves_out_what_cannot_run_and_says_why(string problem, string note)
    {
        CliResult run = Cli.Run([.. Plan, "-s", "*", .. problem.Split(' ')]);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("'--solver *' leaves out", run.Error, StringComparison.Ordinal);
        Assert.Contains(note, run.Error, StringComparison.Ordinal);
        string[] kept = JsonDocument.Parse(run.Output).RootElement.GetProperty("solver").GetString()!.Split(',');
        Assert.Contains("euler", kept);
        Assert.DoesNotContain("renoise", problem.Contains("causal", StringComparison.Ordinal) ? [] : kept);
    }

    [Theory]
    [InlineData("*", ExitCode.Done, "'--solver *' leaves out amed (has no sampler for 9 evaluations).")]
    [InlineData("ame*", ExitCode.BadInput, "'amed' has no sampler for 9 evaluations; choose '--nfe' among 2, 4,")]
    [InlineData("*,amed", ExitCode.BadInput, "'amed' has no sampler for 9 evaluations; choose '--nfe' among 2, 4,")]
    public void A_pattern_leaves_out_what_is_fitted_to_other_budgets(string solvers, int code, string said)
    {
        CliResult run = Cli.Run("compare", "-s", solvers, "-g", "uniform", "--nfe", "9", "-n", "64", "--metric", "rmse", "--dry-run");
        Assert.Equal(code, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void On_normal_noise_it_leaves_nothing_out()
    {
        CliResult run = Cli.Run([.. Plan, "-s", "*"]);
        Assert.DoesNotContain("leaves out", run.Error, StringComparison.Ordinal);
        Assert.Contains("renoise", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A plan names what is left, so that it runs and replays without the pattern.</summary>
    [Fact]
    public void What_is_left_replays()
    {
        using TemporaryDirectory directory = new();
        string report = directory.File("report.json");
        string[] run = [.. Plan.SkipLast(1), "-s", "h*,e*m*", "--path", "pfgmpp:2", "-o", report];
        Assert.Equal(ExitCode.Done, Cli.Run(run).Code);
        Assert.Equal(ExitCode.Done, Cli.Run("replay", report).Code);
    }

    [Fact]
    public void What_is_named_beside_a_pattern_is_refused()
    {
        CliResult run = Cli.Run([.. Plan, "-s", "*,er-sde", "--path", "pfgmpp:2"]);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("'er-sde' adds normal noise", run.Error, StringComparison.Ordinal);
    }
}
