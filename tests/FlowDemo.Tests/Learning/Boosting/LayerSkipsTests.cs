using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Learning.Boosting;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Learning.Boosting;

public sealed class LayerSkipsTests
{
    private static readonly GaussianMixture Ring = TestMixtures.Ring();
    private static readonly Flow Flow = MixtureVelocityField.FlowOf(Ring, new LinearPath());

    /// <summary>Prototype figures on the ring, where the features are others: .75, .65, .56, .47, .43 and .41 after each block.</summary>
    [Fact]
    public void Each_block_brings_the_model_nearer_to_the_field()
    {
        BoostedVelocity model = BoostedVelocity.Fit(Context("layer-skips"), 0);
        Assert.Equal(model.Residuals.OrderDescending(), model.Residuals);
        Assert.Equal(1 + BoostedVelocity.Blocks, model.Residuals.Length);
        double[] golden = [0.75, 0.65, 0.56, 0.47, 0.43, 0.41];
        Assert.All(golden.Zip(model.Residuals.Skip(1)), static p => Assert.InRange(p.Second / p.First, 0.7, 1.4));
    }

    [Fact]
    public void What_a_block_adds_does_not_depend_on_the_others()
    {
        BoostedVelocity model = BoostedVelocity.Fit(Context("layer-skips"), 0);
        SampleBatch x = SolverRuns.Starts(50);
        SampleBatch Velocity(int skipped)
        {
            (SampleBatch velocity, SampleBatch scratch) = (x.NewLike(), x.NewLike());
            model.Evaluate(0.4, x, skipped, velocity, scratch);
            return velocity;
        }

        (SampleBatch all, SampleBatch none) = (Velocity(0), Velocity((1 << BoostedVelocity.Blocks) - 1));
        for (int l = 0; l < BoostedVelocity.Blocks; l++)
        {
            SampleBatch without = Velocity(1 << l);
            SampleBatch alone = Velocity(((1 << BoostedVelocity.Blocks) - 1) & ~(1 << l));
            Assert.NotEqual(all[7, 0], without[7, 0]);
            Assert.Equal(all[7, 0] - without[7, 0], alone[7, 0] - none[7, 0], 1e-12);
        }
    }

    [Fact]
    public void Times_gain_and_blocks_left_out_gain_more_within_the_budget()
    {
        ComparisonPlan plan = new()
        {
            Solvers = ["layer-skips:even", "layer-skips:times", "layer-skips"],
            Schedules = ["uniform"],
            Budgets = [2],
            Samples = 1024,
            Metrics = ["rmse"],
        };
        ComparisonReport report = ComparisonRunner.Run(plan, new Target("ring", Ring, "ring", "ring"), null, new Execution(2));
        double[] errors = [.. report.Rows.Select(static r => r.Figure("rmse")!.Value.Value)];
        Assert.True(errors[2] < 0.9 * errors[1] && errors[1] < errors[0], string.Join(' ', errors));
        Assert.All(report.Rows, static r => Assert.InRange(r.Nfe, 1, 2.01));
        Assert.Equal([2, 2], report.Rows[..2].Select(static r => r.Grid.Steps));
        Assert.All(report.Rows, static r => Assert.Contains(r.Notes, static n => n.StartsWith("a model of six", StringComparison.Ordinal)));
    }

    /// <summary>Its velocity is its own: a field in the place of the exact one changes nothing, and has no row.</summary>
    [Fact]
    public void It_has_one_row_beside_several_fields()
    {
        ResolvedPlan plan = new ComparisonPlan
        {
            Solvers = ["euler", "layer-skips:even"],
            Schedules = ["uniform"],
            Fields = [.. ComparedField.Parse("perturbed:0.1,causal:1,path:vp")],
        }.Resolve();
        Assert.Equal(
            ["euler/uniform on perturbed:0.1", "euler/uniform on causal:1", "euler/uniform on path:vp",
                "layer-skips:even/own", "layer-skips:even/own on path:vp"],
            plan.Methods.Select(static m => m.Name.ToString()));
    }

    [Theory]
    [InlineData("layer-skips:none")]
    [InlineData("layer-skips:even,-1")]
    public void Bad_parameters_are_the_users_error(string name) => Assert.Throws<FlowDemoException>(() => SolverCatalog.All.Create(name));

    [Fact]
    public void It_runs_on_no_grid_of_the_users() => Assert.Throws<FlowDemoException>(
        static () => SolverRuns.Run(Flow, "layer-skips", TimeGrid.Uniform(3), SolverRuns.Starts(4)));

    private static ScheduleContext Context(string name) =>
        new(Flow, Ring, SolverCatalog.All.Create(name), Calibration.Of(Flow, 0), new Execution(2));
}
