using FlowDemo.Comparison;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

public sealed class RichardsonTests
{
    [Fact]
    public void It_is_twice_the_fine_run_less_the_coarse_one()
    {
        TimeGrid grid = SolverRuns.Uneven;
        TimeGrid halved = new([.. Enumerable.Range(0, 2 * grid.Steps).Select(i => (grid[i / 2] + grid[(i + 1) / 2]) / 2), 1]);
        SampleBatch starts = SolverRuns.Starts(40);
        SampleBatch coarse = SolverRuns.Run(SolverRuns.FourModes, "euler", grid, starts);
        SampleBatch fine = SolverRuns.Run(SolverRuns.FourModes, "euler", halved, starts);
        SampleBatch end = SolverRuns.Run(SolverRuns.FourModes, "richardson", grid, starts);
        for (int i = 0; i < end.Count; i++)
        {
            Assert.Equal((2 * fine[i, 0]) - coarse[i, 0], end[i, 0], 1e-14);
            Assert.Equal((2 * fine[i, 1]) - coarse[i, 1], end[i, 1], 1e-14);
        }
    }

    /// <summary>Prototype figures at 12 evaluations: Richardson .191, Euler .187, Heun .074.</summary>
    [Fact]
    public void At_twelve_evaluations_it_is_no_better_than_euler_and_far_from_heun()
    {
        ComparisonPlan plan = new()
        {
            Solvers = ["richardson", "euler", "heun"],
            Schedules = ["uniform"],
            Budgets = [12],
            Samples = 4096,
            Metrics = ["rmse"],
        };
        Target target = new("three", TestMixtures.ThreeModes(), "three", "three");
        ComparisonReport report = ComparisonRunner.Run(plan, target, null, new Execution(2));
        double[] errors = [.. report.Rows.Select(static r => r.Figure("rmse")!.Value.Value)];
        Assert.Equal(0.191, errors[0], 0.015);
        Assert.Equal(0.187, errors[1], 0.015);
        Assert.Equal(0.074, errors[2], 0.02);
    }
}
