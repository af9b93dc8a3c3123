using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Schedules;

/// <summary>What must hold for every schedule that looks at the field.</summary>
public sealed class AdaptiveScheduleTests
{
    public static TheoryData<string> Fitted =>
        ["equidistribution", "equidistribution:propagated", "boss", "boss:paper", "p-boss", "gits", "gits:dev", "oss", "oss:2", "ays",
            "autodiffusion"];

    [Theory]
    [MemberData(nameof(Fitted))]
    public void Order_of_the_modes_does_not_matter(string name)
    {
        GaussianMixture mixture = TestMixtures.ThreeModes();
        GaussianMixture permuted = new([.. mixture.Components.Reverse()]);
        AssertNear(Build(name, mixture, 40), Build(name, permuted, 40), 1e-9);
    }

    // All but gits:dev: chords start where the noise is, so that one does depend on the place of the data.
    [Theory]
    [InlineData("equidistribution")]
    [InlineData("equidistribution:propagated")]
    [InlineData("boss")]
    [InlineData("boss:paper")]
    [InlineData("p-boss")]
    [InlineData("gits")]
    [InlineData("oss")]
    [InlineData("ays")]
    [InlineData("autodiffusion")]
    public void Moving_the_data_does_not_move_the_knots(string name)
    {
        // x(t) - t m obeys the centred equation, and Euler's method on the linear path carries t m exactly.
        GaussianMixture mixture = TestMixtures.ThreeModes();
        GaussianMixture moved = new([.. mixture.Components.Select(static c => c with { MeanX = c.MeanX + 5, MeanY = c.MeanY - 2 })]);
        AssertNear(Build(name, mixture, 40), Build(name, moved, 40), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Fitted))]
    public void Every_path_gets_a_grid(string name)
    {
        foreach (IPath path in new IPath[] { new TrigonometricPath(), new VariancePreservingPath() })
        {
            GaussianMixture mixture = TestMixtures.ThreeModes();
            IGridRule rule = ScheduleCatalog.All.Create(name).Prepare(Context(mixture, 24, path));
            Assert.Equal(5, rule.Build(5).Steps);
        }
    }

    [Theory]
    [InlineData("boss")]
    [InlineData("oss")]
    [InlineData("autodiffusion")]
    [InlineData("equidistribution")]
    public void Is_better_than_equal_steps_on_calibration_samples(string name)
    {
        GaussianMixture mixture = TestMixtures.FourModes();
        ScheduleContext context = Context(mixture, 128, new LinearPath());
        TimeGrid grid = ScheduleCatalog.All.Create(name).Prepare(context).Build(6);
        Assert.True(EndError(context, grid) < EndError(context, TimeGrid.Uniform(6)));
    }

    [Fact]
    public void One_euler_step_leaves_the_whole_variance()
    {
        GaussianMixture mixture = TestMixtures.ThreeModes();
        ScheduleContext context = Context(mixture, 4000, new LinearPath());
        Assert.Equal(mixture.TotalVariance, EndError(context, TimeGrid.Uniform(1)), 0.02 * mixture.TotalVariance);
    }

    [Fact]
    public void Simulated_euler_error_of_one_gaussian_is_its_closed_form()
    {
        GaussianProblem problem = new(0.5, 1, 2);
        ScheduleContext context = problem.Context(samples: 30);
        TimeGrid grid = ScheduleCatalog.All.Create("boss").Prepare(context).Build(5);
        SampleBatch noise = context.Calibration.Noise.Points;
        SampleBatch end = Sampler.Run(context.Flow, Tableaus.Euler, grid, noise, context.Execution);
        double factor = Math.Sqrt(problem.GlobalError(grid) / 2);
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(factor * Math.Abs(noise[i, 0]), Math.Abs(end[i, 0] - 1 - (0.5 * noise[i, 0])), 1e-12);
            Assert.Equal(factor * Math.Abs(noise[i, 1]), Math.Abs(end[i, 1] - 2 - (0.5 * noise[i, 1])), 1e-12);
        }
    }

    private static TimeGrid Build(string name, GaussianMixture mixture, int samples) =>
        ScheduleCatalog.All.Create(name).Prepare(Context(mixture, samples, new LinearPath())).Build(4);

    private static ScheduleContext Context(GaussianMixture mixture, int samples, IPath path)
    {
        Flow flow = MixtureVelocityField.FlowOf(mixture, path);
        return new ScheduleContext(flow, mixture, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(samples)), new Execution(1));
    }

    private static double EndError(ScheduleContext context, TimeGrid grid)
    {
        SampleBatch end = Sampler.Run(context.Flow, Tableaus.Euler, grid, context.Calibration.Noise.Points, context.Execution);
        return new SquaredError().Mean(0, end, context.ReferenceStates(TimeGrid.Uniform(10))[^1]);
    }

    private static void AssertNear(TimeGrid expected, TimeGrid actual, double tolerance)
    {
        Assert.Equal(expected.Steps, actual.Steps);
        for (int k = 0; k <= expected.Steps; k++)
        {
            Assert.Equal(expected[k], actual[k], tolerance);
        }
    }
}
