using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Comparison.Studies;

public sealed class StudySummaryTests
{
    private static readonly ComparisonPlan Plan = new()
    {
        Solvers = ["euler", "heun"],
        Schedules = ["uniform", "shift:2"],
        Budgets = [2, 3, 4],
        Samples = 256,
        Metrics = ["rmse"],
        ReferenceSteps = 40,
    };

    private static readonly ImmutableArray<ComparisonReport> Three = [Run("ring"), Run("moons"), Run("skewed")];

    [Fact]
    public void The_mean_is_the_geometric_one_of_the_ratios_of_each_problem()
    {
        foreach (SummaryRow row in new StudyReport(Three).Summary)
        {
            double[] ratios = [.. Three.Select(r => RowOf(r, row).Relative!.Value.Value)];
            Assert.Equal(Math.Pow(ratios[0] * ratios[1] * ratios[2], 1.0 / 3), row.Ratio!.Value.Value, 1e-12);
        }
    }

    [Fact]
    public void The_worst_problem_is_where_a_row_is_furthest_behind_the_best_one()
    {
        foreach (SummaryRow row in new StudyReport(Three).Summary)
        {
            double[] regrets = [.. Three.Select(r => Error(RowOf(r, row)) / r.Rows.Where(o => o.Budget == row.Budget).Min(Error))];
            Assert.Equal(regrets.Max(), row.Regret!.Value, 1e-12 * regrets.Max());
            Assert.Equal(Array.IndexOf(regrets, regrets.Max()), row.Worst);
        }
    }

    /// <summary>The same problem twice is no more evidence than once: samples that problems share are left out together.</summary>
    [Fact]
    public void A_problem_counted_twice_does_not_narrow_the_interval()
    {
        ComparisonReport ring = Three[0];
        foreach (SummaryRow row in new StudyReport([ring, ring]).Summary)
        {
            Estimate once = RowOf(ring, row).Relative!.Value;
            Assert.Equal(once.Value, row.Ratio!.Value.Value, 1e-12);
            Assert.Equal(once.Low, row.Ratio!.Value.Low, 1e-9);
            Assert.Equal(once.High, row.Ratio!.Value.High, 1e-9);
            Assert.Equal(RowOf(ring, row).Standing, row.Standing);
        }
    }

    [Fact]
    public void Problems_of_independent_noise_narrow_it()
    {
        ComparisonReport[] seeds = [.. Enumerable.Range(0, 8).Select(static s => Run("ring", s))];
        SummaryRow row = new StudyReport([.. seeds]).Summary.First(static r => r is { Method: "euler/shift:2", Budget: 4 });
        double single = seeds.Average(s => Width(RowOf(s, row).Relative!.Value));
        Assert.InRange(Width(row.Ratio!.Value), single / 6, single / 1.5);
    }

    [Fact]
    public void A_row_that_a_problem_does_not_have_is_not_ranked_and_says_where()
    {
        ComparisonRow gone = Three[1].Rows.Single(static r => r is { Method: "heun/uniform", Budget: 4 });
        ComparisonReport without = Three[1] with { Rows = Three[1].Rows.Remove(gone) };
        SummaryRow row = new StudyReport([Three[0], without, Three[2]]).Summary.Single(
            static r => r is { Method: "heun/uniform", Budget: 4 });
        Assert.Null(row.Ratio);
        Assert.Equal(Standing.Unranked, row.Standing);
        Assert.Equal("not ranked: it has no row of this budget on problem 2", Assert.Single(row.Notes));
    }

    [Fact]
    public void One_problem_has_no_summary() => Assert.Empty(new StudyReport([Three[0]]).Summary);

    [Fact]
    public void Problems_of_unequal_noise_are_refused() => Assert.Throws<FlowDemoException>(
        static () => new StudyReport([Three[0], Run("moons", 0, 16)]));

    private static ComparisonReport Run(string target, int seed = 0, int samples = 256) => ComparisonRunner.Run(
        Plan with { Target = target, Seed = seed, Samples = samples, Noise = samples == 16 ? "random" : "quasi" },
        TargetLoader.Load(target, PointsOptions.Default),
        null,
        Execution.Default);

    private static ComparisonRow RowOf(ComparisonReport report, SummaryRow row) =>
        report.Rows.Single(r => r.Method == row.Method && r.Budget == row.Budget);

    private static double Error(ComparisonRow row) => row.Figure("rmse")!.Value.Value;

    private static double Width(Estimate figure) => Math.Log(figure.High / figure.Low);
}
