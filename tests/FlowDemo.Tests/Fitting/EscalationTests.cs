using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fitting;

public sealed class EscalationTests
{
    private static readonly GaussianMixture Target = TestMixtures.ThreeModes();
    private static readonly Flow Flow = MixtureVelocityField.FlowOf(Target, new LinearPath());
    private static readonly SampleBatch Noise = NormalNoise.Quasi(1000, 0, NoiseStream.Test).Points;

    /// <summary>Prototype figures: rmse .164, at random .242, 11 even steps .200; medians .130 and .103.</summary>
    [Fact]
    public void Golden_figures()
    {
        ComparisonPlan plan = new()
        {
            Solvers = ["escalate", "escalate:8,32,0.1,random", "euler"],
            Schedules = ["uniform"],
            Budgets = [11],
            Samples = 8192,
            Metrics = ["rmse", "median"],
        };
        Target target = new("three", Target, "three", "three");
        ComparisonRow[] rows = [.. ComparisonRunner.Run(plan, target, null, new Execution(2)).Rows];
        double Figure(int row, string id) => rows[row].Figure(id)!.Value.Value;
        Assert.Equal(0.164, Figure(0, "rmse"), 0.015);
        Assert.Equal(0.242, Figure(1, "rmse"), 0.015);
        Assert.Equal(0.2, Figure(2, "rmse"), 0.015);
        Assert.Equal(0.13, Figure(0, "median"), 0.002);
        Assert.Equal(0.103, Figure(2, "median"), 0.002);
        Assert.All(rows[..2], static r => Assert.Equal(11.2, r.Nfe, 0.2));
    }

    [Theory]
    [InlineData("escalate:8,32,0", 8)]
    [InlineData("escalate:8,32,0,random", 8)]
    [InlineData("escalate:8,32,1,random", 32)]
    public void Nobody_or_everybody_is_done_again(string name, int steps) =>
        Assert.True(SolverRuns.Run(Flow, "euler", TimeGrid.Uniform(steps), Noise).Values.SequenceEqual(Run(name, Noise).Values));

    [Fact]
    public void A_sample_does_not_depend_on_its_batch_and_is_one_of_two()
    {
        SampleBatch few = SolverRuns.Run(Flow, "euler", TimeGrid.Uniform(8), Noise);
        SampleBatch many = SolverRuns.Run(Flow, "euler", TimeGrid.Uniform(32), Noise);
        SampleBatch all = Run("escalate", Noise);
        Assert.True(all.Slice(350, 7).Values.SequenceEqual(Run("escalate", Noise.Slice(350, 7)).Values));
        int again = 0;
        for (int i = 0; i < all.Count; i++)
        {
            Assert.Contains(all[i, 0], new[] { few[i, 0], many[i, 0] });
            again += all[i, 0] == many[i, 0] ? 1 : 0;
        }

        Assert.InRange(again, 80, 120);
    }

    [Theory]
    [InlineData("escalate:7")]
    [InlineData("escalate:8,0")]
    [InlineData("escalate:8,32,1.5")]
    [InlineData("escalate:8,32,0.1,all")]
    public void Bad_parameters_are_the_users_error(string name) => Assert.Throws<FlowDemoException>(() => SolverCatalog.All.Create(name));

    [Theory]
    [InlineData("penguins")]
    [InlineData("gaussian")]
    public void A_target_without_modes_is_refused(string name)
    {
        Target target = TargetLoader.Load(name, PointsOptions.Default);
        ComparisonPlan plan = new() { Solvers = ["escalate"], Samples = 64 };
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => ComparisonRunner.Run(plan, target, null, new Execution(1)));
        Assert.Contains("needs a target with modes", fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(ComparisonRunner.Run(plan with { Solvers = ["escalate:8,32,0.1,random"] }, target, null, new Execution(1)).Rows);
    }

    private static SampleBatch Run(string name, SampleBatch noise)
    {
        ISolver solver = SolverCatalog.All.Create(name);
        Calibration calibration = new(Flow, NormalNoise.Quasi(4096, 0, NoiseStream.Calibration));
        ScheduleContext context = new(Flow, Target, solver, calibration, new Execution(1));
        TimedSolver ready = solver.Prepare(context, new GivenGrid(TimeGrid.Uniform(1)), null);
        return SolverRuns.Run(Flow, ready.Solver, ready.Grid, noise);
    }
}
