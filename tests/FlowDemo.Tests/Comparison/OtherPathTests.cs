using FlowDemo.Comparison;
using FlowDemo.Metrics;

namespace FlowDemo.Tests.Comparison;

public sealed class OtherPathTests
{
    private static readonly ComparisonPlan Plan = new()
    {
        Target = "gaussian",
        Samples = 256,
        Solvers = ["euler", "heun"],
        Schedules = ["uniform", "gits"],
        Budgets = [4],
        Metrics = ["rmse", "median", "mmd", "kl"],
    };

    /// <summary>A family of one table has the figures that it has in a table of its own, bit for bit, and its own ratios.</summary>
    [Theory]
    [InlineData("pfgmpp:4")]
    [InlineData("vp")]
    public void Has_the_figures_of_a_comparison_on_that_path(string path)
    {
        ComparisonReport own = ComparisonRunner.Run(Plan with { Path = path });
        ComparisonReport mixed = ComparisonRunner.Run(Plan with { Fields = [ComparedField.Exact, .. ComparedField.Parse($"path:{path}")] });
        foreach (ComparisonRow row in own.Rows)
        {
            ComparisonRow other = mixed.Rows.Single(
                r => r.Solver == row.Solver && r.Schedule == row.Schedule && r.Field == $"path:{path}");
            Assert.True(other.IsOnOtherPath);
            Assert.Equal(row.Metrics.ToArray(), other.Metrics.ToArray());
            Assert.Equal(row.Grid.Knots.ToArray(), other.Grid.Knots.ToArray());
            Assert.Equal(row.Standing, other.Standing);
        }
    }

    [Fact]
    public void Leaves_the_rows_of_the_comparisons_path_as_they_are()
    {
        ComparisonReport alone = ComparisonRunner.Run(Plan);
        ComparisonReport mixed = ComparisonRunner.Run(
            Plan with { Fields = [ComparedField.Exact, .. ComparedField.Parse("path:pfgmpp:1")] });
        ComparisonRow[] same = [.. mixed.Rows.Where(static r => !r.IsOnOtherPath)];
        Assert.Equal(alone.Rows.Select(static r => r.Standing), same.Select(static r => r.Standing));
        Assert.Equal(alone.Rows.SelectMany(static r => r.Metrics), same.SelectMany(static r => r.Metrics));
        Assert.Equal(alone.Rows.Select(static r => r.Relative), same.Select(static r => r.Relative));
    }

    /// <summary>The law of a sampler on few charges' noise is as near to the target as kl says: its start has another density.</summary>
    [Fact]
    public void Kl_knows_the_density_of_the_start()
    {
        ComparisonReport report = ComparisonRunner.Run(Plan with
        {
            Path = "pfgmpp:8",
            Target = "skewed",
            Solvers = ["rk4"],
            Schedules = ["uniform"],
            Budgets = [64],
            Samples = 512,
        });
        Estimate kl = report.Rows[0].Figure("kl")!.Value;
        Assert.InRange(kl.Value, -1e-3, 1e-3);
    }

    [Theory]
    [InlineData("em")]
    [InlineData("er-sde")]
    public void Refuses_steps_with_noise_where_the_score_does_not_follow(string solver)
    {
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(
            () => ComparisonRunner.Run(Plan with { Solvers = [solver], Fields = [.. ComparedField.Parse("exact,path:pfgmpp:2")] }));
        Assert.Contains($"'{solver}' adds normal noise by a score", refusal.Message, StringComparison.Ordinal);
    }
}
