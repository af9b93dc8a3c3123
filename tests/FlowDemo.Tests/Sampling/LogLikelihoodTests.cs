using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using MathNet.Numerics.Random;

namespace FlowDemo.Tests.Sampling;

public sealed class LogLikelihoodTests
{
    private static readonly GaussianMixture Three = TestMixtures.ThreeModes();

    private static readonly GaussianMixture Two = new(
        new GaussianComponent(0.6, -2, -1, 0.3, 0.05, 0.2), new GaussianComponent(0.4, 1.5, 0.5, 0.15, -0.08, 0.3));

    private static readonly Execution One = new(1);

    [Fact]
    public void Has_the_golden_value_at_the_end_of_the_golden_trajectory()
    {
        Flow flow = MixtureVelocityField.FlowOf(Three, new LinearPath());
        double[] told = LogLikelihood.AlongFlow(
            flow, Tableaus.Dop853, TimeGrid.Uniform(100), SampleBatch.FromPoints((1.889705850351, -0.44728861157)), One);
        Assert.Equal(-1.172014465609, told[0], 2e-12);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("linear:brownian")]
    [InlineData("encdec")]
    public void Along_the_flow_between_two_mixtures_its_error_falls_at_the_order_of_the_solver(string path)
    {
        Flow flow = TwoSidedVelocityField.FlowOf(Two, Three, PathCatalog.All.Create(path));
        SampleBatch data = MixtureSampler.Stratified(Three, 64, new MersenneTwister(1));
        double[] exact = new MixtureDensity(Three).LogDensity(data, One);
        double Median(int steps) => Middle(LogLikelihood.AlongFlow(flow, Tableaus.Rk4, TimeGrid.Uniform(steps), data, One), exact);
        Assert.InRange(Math.Log2(Median(64) / Median(128)), 3, 5.5);
        Assert.True(Median(256) < 1e-5);
    }

    /// <summary>The estimate holds path by path with its control variate, without bias, and scatters far more without.</summary>
    [Theory]
    [InlineData("linear", false, false)]
    [InlineData("linear:brownian", true, false)]
    [InlineData("linear", false, true)]
    [InlineData("linear:brownian", true, true)]
    public void Along_the_backward_equation_it_is_that_of_the_target(string path, bool hasSource, bool areHeuns)
    {
        Flow flow = hasSource
            ? TwoSidedVelocityField.FlowOf(Two, Three, PathCatalog.All.Create(path))
            : MixtureVelocityField.FlowOf(Three, PathCatalog.All.Create(path));
        SampleBatch data = SampleBatch.FromPoints((2, 0.1), (-0.9, 1.2), (0.4, -0.7));
        double[] exact = new MixtureDensity(Three).LogDensity(data, One);
        TwoSidedVelocityField field = TwoSidedVelocityField.Behind(flow, Three);
        double[] Told(int steps, int paths, bool controls) => LogLikelihood.AlongNoise(
            flow,
            field,
            new NoisySteps(static t => 0.5 * (1 - t), areHeuns),
            TimeGrid.Uniform(steps),
            data,
            paths,
            controls,
            One);
        double[] fine = Told(800, 64, controls: true);
        Assert.All(fine.Zip(exact), static p => Assert.Equal(p.Second, p.First, 0.06));
        double single = Distance(Told(800, 1, controls: true), exact);
        Assert.True(single < 0.35, $"one path is off by {single}");
        Assert.True(Distance(Told(800, 1, controls: false), exact) > 2 * single);
    }

    /// <summary>What is left of the scatter falls with the root of the step for em, and with the step itself for sde-heun.</summary>
    [Theory]
    [InlineData(false, 0.5)]
    [InlineData(true, 1)]
    public void The_scatter_of_single_paths_falls_with_the_steps(bool areHeuns, double order)
    {
        Flow flow = MixtureVelocityField.FlowOf(Three, new LinearPath());
        SampleBatch data = MixtureSampler.Stratified(Three, 512, new MersenneTwister(1));
        double[] exact = new MixtureDensity(Three).LogDensity(data, One);
        double Median(int steps) => Middle(
            LogLikelihood.AlongNoise(
                flow,
                TwoSidedVelocityField.Behind(flow, Three),
                new NoisySteps(static t => 0.5 * (1 - t), areHeuns),
                TimeGrid.Uniform(steps),
                data,
                1,
                controls: true,
                One),
            exact);
        Assert.Equal(order, Math.Log2(Median(64) / Median(1024)) / 4, 0.15);
    }

    [Fact]
    public void Rows_have_its_error_as_a_figure()
    {
        ComparisonReport report = ComparisonRunner.Run(new ComparisonPlan
        {
            Target = "skewed",
            Samples = 128,
            Solvers = ["heun", "em:0.5", "er-sde", "sde-heun:0.5"],
            Schedules = ["uniform"],
            Budgets = [31, 32],
            Metrics = ["loglik"],
            Baseline = new MethodName("heun", "uniform"),
        });
        double? Of(string solver) => report.Rows.Last(r => r.Solver == solver).Figure("loglik")?.Value;
        Assert.InRange(Of("heun")!.Value, 1e-4, 0.1);
        Assert.InRange(Of("em:0.5")!.Value, 0.01, 2);
        Assert.InRange(Of("sde-heun:0.5")!.Value, 0.01, Of("em:0.5")!.Value);
        Assert.Null(Of("er-sde"));
    }

    private static double Middle(double[] told, double[] exact) =>
        told.Zip(exact, static (a, b) => Math.Abs(a - b)).Order().ElementAt(told.Length / 2);

    private static double Distance(double[] told, double[] exact) =>
        Math.Sqrt(told.Zip(exact, static (a, b) => (a - b) * (a - b)).Average());
}
