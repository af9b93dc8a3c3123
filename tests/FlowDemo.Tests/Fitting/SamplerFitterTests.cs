using FlowDemo.Fields;
using FlowDemo.Fitting;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.Files;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;
using FlowDemo.Tests.Schedules;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fitting;

public sealed class SamplerFitterTests
{
    [Fact]
    public void On_a_gaussian_two_evaluations_leave_no_error()
    {
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 1, -2, 0.5));
        FittedSampler sampler = Fitter(target, new FitSettings { Pairs = 128 }).Fit(2);
        Assert.True(sampler.CalibrationError < 1e-6);
        Assert.True(sampler.ValidationError < 1e-6);
    }

    /// <summary>The last fit is the longest; who watches sees it go on.</summary>
    [Fact]
    public void Progress_goes_on_while_a_sampler_is_fitted()
    {
        ProgressListener heard = new();
        FitProblem problem = new(MixtureVelocityField.FlowOf(TestMixtures.Ring(), new LinearPath()), TestMixtures.Ring());
        SamplerFitter fitter = new([problem], new FitSettings { Pairs = 2048 }, new Execution(1), most: 3, progress: heard);
        _ = fitter.Fit(3);
        double[] all = [.. heard.Heard.Select(static p => p.Fraction)];
        double[] last = [.. heard.Heard.Where(static p => p.Stage == "fitting NFE 3").Select(static p => p.Fraction)];
        Assert.Equal(all.Order(), all);
        Assert.True(last[0] < 0.6 && last[^1] > 0.7 && last.Length > 5, $"{last[0]} to {last[^1]} in {last.Length}");
    }

    [Fact]
    public void On_an_isotropic_gaussian_one_evaluation_at_a_time_of_its_own_leaves_no_error()
    {
        // x_0 + w u(x_0, c) is the flow map s x_0 + M for w = 1 + (s - 1) c and a c inside (0, 1); at c = 0 it could not be.
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 1, -2, 0.5));
        FittedSampler sampler = Fitter(target, new FitSettings { Pairs = 128 }).Fit(1);
        Assert.True(sampler.ValidationError < 1e-6);
        Assert.Equal(1 - (0.5 * sampler.Times[0]), sampler.States[0].Weights[0], 1e-5);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("scaled")]
    [InlineData("consistent")]
    public void One_evaluation_more_never_hurts(string variant)
    {
        SamplerFitter fitter = Fitter(TestMixtures.FourModes(), FitVariants.Find(variant)! with { Pairs = 200 });
        double[] errors = [.. Enumerable.Range(1, 4).Select(k => fitter.Fit(k)).Select(static s =>
            (s.CalibrationError * s.CalibrationError) + (s.ValidationError * s.ValidationError))];
        Assert.All(errors.Zip(errors.Skip(1)), static p => Assert.True(p.Second <= p.First * 1.0001));
    }

    [Theory]
    [InlineData("plain", 0.25)]
    [InlineData("scaled", 0.15)]
    [InlineData("consistent", 0.7)]
    [InlineData("second-order", 0.7)]
    [InlineData("robust", 0.25)]
    public void Every_variant_is_far_better_than_euler_on_noise_it_has_not_seen(string variant, double share)
    {
        GaussianMixture target = TestMixtures.Ring();
        Flow flow = MixtureVelocityField.FlowOf(target, new LinearPath());
        FittedSampler sampler = Fitter(target, FitVariants.Find(variant)! with { Pairs = 512 }).Fit(3);
        SampleBatch noise = GaussianProblem.Noise(512).Points;
        SampleBatch exact = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(200), noise, Execution.Default);
        Assert.True(Error(flow, Run(flow, target, sampler), sampler.Grid, noise, exact) < share * share * Error(
            flow, Tableaus.Euler, TimeGrid.Uniform(3), noise, exact));
    }

    [Theory]
    [InlineData("affine")]
    [InlineData("gauss")]
    [InlineData("mean")]
    public void Former_names_are_the_variant_that_holds_them_all(string former) =>
        Assert.Same(FitVariants.Find("scaled"), FitVariants.Find(former));

    [Fact]
    public void A_factor_of_the_first_query_makes_one_evaluation_worth_more()
    {
        double[] errors = [.. new[] { "plain", "scaled" }.Select(static v =>
            Fitter(TestMixtures.Ring(), FitVariants.Find(v)! with { Pairs = 512 }).Fit(1).ValidationError)];
        Assert.True(errors[1] < 0.75 * errors[0]);
    }

    [Fact]
    public void One_sampler_for_two_targets_does_better_on_both_together_than_that_of_either()
    {
        FitProblem[] problems = [FitTasks.Problem(TestMixtures.FourModes()), FitTasks.Problem(TestMixtures.Ring())];
        FitSettings settings = new() { Pairs = 400 };
        double[] products = [.. new FitProblem[][] { problems, [problems[0]], [problems[1]] }.Select(fittedTo =>
        {
            FittedSampler sampler = new SamplerFitter([.. fittedTo], settings, new Execution(1)).Fit(3);
            FitTask task = new([.. problems], 0, 400, 64, new Execution(1));
            double[] squares = task.InUnitsOfEuler(3)
                .Objective(WarmStartKind.None, sampler.Layout, task.Calibration, FlowDemo.Fitting.LeastSquares.RobustLoss.Squares)
                .Squares(sampler.Values.ToArray());
            double[] factors = [.. Enumerable.Range(0, 2).Select(p => task.InUnitsOfEuler(3).Calibration.Of(p).Weights[0])];
            return squares.Select((s, n) => s * factors[n / 400]).Average();
        })];
        Assert.True(products[0] < 0.5 * products[1]);
        Assert.True(products[0] < 0.5 * products[2]);
    }

    [Fact]
    public void Samplers_that_read_far_away_or_whose_weights_cancel_are_refused()
    {
        FitSettings settings = new() { Pairs = 128, WarmStart = WarmStartKind.None };
        FittedSampler usual = Fitter(TestMixtures.Ring(), settings).Fit(2);
        SamplerReach reach = Fitter(TestMixtures.Ring(), settings).ReachOf(usual);
        Assert.InRange(reach.Query, 0.1, settings.LargestQuery);
        Assert.Equal(usual.States[^1].Weights.Sum(Math.Abs), reach.Weights, 1e-12);

        FitSettings tight = settings with { LargestQuery = 0.8 * reach.Query, LargestWeights = 10 };
        SamplerFitter bounded = Fitter(TestMixtures.Ring(), tight);
        FittedSampler near = bounded.Fit(2);
        Assert.True(bounded.ReachOf(near).Query <= tight.LargestQuery);
        Assert.True(near.CalibrationError > usual.CalibrationError);

        FlowDemoException refusal = Assert.Throws<FlowDemoException>(
            () => Fitter(TestMixtures.Ring(), settings with { LargestWeights = 0.01 }).Fit(1));
        Assert.Contains("cheating on a network", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'--largest-weights'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        byte[][] files = [.. new[] { 1, 3 }.Select(threads =>
        {
            GaussianMixture target = TestMixtures.FourModes();
            FitProblem[] problems = [FitTasks.Problem(target), FitTasks.Problem(TestMixtures.Ring())];
            SamplerFitter fitter = new([.. problems], new FitSettings { Pairs = 1500 }, new Execution(threads));
            return FittedSamplerFile.Write(FittedFiles.Set(target, fitter.Fit(2)));
        })];
        Assert.Equal(files[0], files[1]);
    }

    [Fact]
    public void Decoupled_times_are_never_worse_than_the_optimal_grid_and_far_better_on_the_ring()
    {
        GaussianMixture target = TestMixtures.Ring();
        Flow flow = MixtureVelocityField.FlowOf(target, new LinearPath());
        ScheduleContext context = new(flow, target, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(128)), new Execution(1));
        TimedSolver decoupled = SolverCatalog.All.Create("euler-decoupled").Prepare(context, new GivenGrid(TimeGrid.Uniform(1)), 3);
        TimeGrid optimal = ScheduleCatalog.All.Create("optimal").Prepare(context).Build(3);
        SampleBatch exact = context.ReferenceStates(TimeGrid.Uniform(100))[^1];
        double own = Error(flow, decoupled.Solver, decoupled.Grid, context.Calibration.Noise.Points, exact);
        Assert.True(own < 0.2 * Error(flow, Tableaus.Euler, optimal, context.Calibration.Noise.Points, exact));
    }

    [Theory]
    [InlineData("fitted")]
    [InlineData("euler-decoupled")]
    public void A_grid_of_someone_elses_is_refused(string id)
    {
        ISolver solver = SolverCatalog.All.Create(id);
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.FourModes(), new LinearPath());
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(
            () => solver.Start(flow, TimeGrid.Uniform(2), FitTasks.Noise(4)));
        Assert.Contains("times of its own", refusal.Message, StringComparison.Ordinal);
    }

    private static SamplerFitter Fitter(GaussianMixture target, FitSettings settings) =>
        new(FitTasks.Problem(target), settings, new Execution(1));

    private static CoefficientSolver Run(Flow flow, GaussianMixture target, FittedSampler sampler) =>
        new(sampler.Values.ToArray(), sampler.Layout, new WarmStart(sampler.WarmStart, flow.Path, target), sampler.Grid);

    private static double Error(Flow flow, ISolver solver, TimeGrid grid, SampleBatch noise, SampleBatch exact) =>
        FlowDemo.Sampling.EndpointError.Squared(Sampler.Run(flow, solver, grid, noise, Execution.Default), exact).Sum();

    [Fact]
    public void A_windowed_time_stays_within_half_of_the_shortest_step_and_the_first_where_it_is()
    {
        GaussianMixture target = TestMixtures.FourModes();
        Flow flow = MixtureVelocityField.FlowOf(target, new LinearPath());
        ScheduleContext context = new(flow, target, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(128)), new Execution(1));
        Assert.Equal(
            TimeGrid.Uniform(1),
            SolverCatalog.All.Create("euler-decoupled:window").Prepare(context, new GivenGrid(TimeGrid.Uniform(1)), 1).Grid);
        SampleBatch exact = context.ReferenceStates(TimeGrid.Uniform(100))[^1];
        double windowed = EndError("euler-decoupled:window");
        Assert.True(windowed < Error(
            flow,
            Tableaus.Euler,
            ScheduleCatalog.All.Create("optimal").Prepare(context).Build(4),
            context.Calibration.Noise.Points,
            exact));
        Assert.True(EndError("euler-decoupled") < windowed);

        DecoupledFamily family = new(4, 0.5);
        double[] parameters = [.. family.FromGrid(new TimeGrid(0, 0.1, 0.4, 0.7, 1), 0).Take(3), 100, -1.5, 1.5];
        double[] values = family.Coefficients(parameters);
        Assert.Equal(0, values[family.Layout.Time(0)]);
        Assert.Equal(0.4 - (0.05 * Math.Sin(1.5)), values[family.Layout.Time(2)], 1e-12);
        Assert.Equal(0.7 + (0.05 * Math.Sin(1.5)), values[family.Layout.Time(3)], 1e-12);

        double EndError(string name)
        {
            TimedSolver timed = SolverCatalog.All.Create(name).Prepare(context, new GivenGrid(TimeGrid.Uniform(1)), 4);
            return Error(flow, timed.Solver, timed.Grid, context.Calibration.Noise.Points, exact);
        }
    }
}
