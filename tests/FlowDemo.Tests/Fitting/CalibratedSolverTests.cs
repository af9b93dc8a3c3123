using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Fitting.Amed;
using FlowDemo.Fitting.Compensation;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fitting;

public sealed class CalibratedSolverTests
{
    private static readonly GaussianMixture Target = TestMixtures.FourModes(0.25);
    private static readonly Flow Flow = MixtureVelocityField.FlowOf(Target, new LinearPath());
    private static readonly Calibration Calibration = new(Flow, NormalNoise.Quasi(1024, 0, NoiseStream.Calibration));
    private static readonly SampleBatch Test = NormalNoise.Quasi(1024, 0, NoiseStream.Test).Points;
    private static readonly Lazy<SampleBatch> Truth = new(static () => SolverRuns.Run(Flow, Tableaus.Rk4, TimeGrid.Uniform(400), Test));

    public static TheoryData<string> Names => ["dc-unipc2", "dc-unipc2:cpr", "dc-ab2", "dc-ab2:cpr,20", "amed", "flowturbo"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_calibration_is_the_same_on_every_thread_count_and_is_counted(string name)
    {
        TimeGrid grid = TimeGrid.Uniform(6);
        ScheduleContext one = Context(name, 1);
        ScheduleContext three = Context(name, 3);
        SampleBatch a = SolverRuns.Run(Flow, Calibrate(one, grid), grid, Test);
        SampleBatch b = SolverRuns.Run(Flow, Calibrate(three, grid), grid, Test);
        Assert.True(a.Values.SequenceEqual(b.Values));
        Assert.Equal(one.Counter.Velocities, three.Counter.Velocities);
        Assert.InRange(one.Counter.Velocities, 1000, 20_000_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_calibrated_solver_spends_what_the_plain_one_does(string name)
    {
        ISolver plain = SolverCatalog.All.Create(name);
        int steps = plain.StepsFor(8)!.Value;
        TimeGrid grid = TimeGrid.Uniform(steps);
        ISolver fitted = Calibrate(Context(name), grid);
        EvaluationCounter counter = new();
        _ = SolverRuns.Run(Flow with { Field = new CountingVelocityField(Flow.Field, counter) }, fitted, grid, Test);
        Assert.Equal(8 * Test.Count, counter.Velocities);
        Assert.Equal(steps, fitted.StepsFor(8));
    }

    [Theory]
    [InlineData("dc-unipc2", 8, 0.85)]
    [InlineData("dc-ab2", 8, 0.85)]
    [InlineData("dc-unipc2:search,512", 8, 0.8)]
    [InlineData("dc-unipc2:cpr", 9, 0.9)]
    [InlineData("amed", 3, 0.85)]
    public void Calibration_helps_on_noise_it_has_not_seen(string name, int steps, double ratio)
    {
        TimeGrid grid = TimeGrid.Uniform(steps);
        double plain = Error(SolverCatalog.All.Create(name), grid);
        double fitted = Error(Calibrate(Context(name), grid), grid);
        Assert.InRange(fitted / plain, 0.05, ratio);
    }

    [Fact]
    public void A_warm_start_is_part_of_what_is_fitted()
    {
        // On a Gaussian the jump is exact, and two steps with fitted constants behind it can be as well.
        GaussianMixture gaussian = new(GaussianComponent.Isotropic(1, 1, -2, 0.4));
        Flow flow = MixtureVelocityField.FlowOf(gaussian, new LinearPath());
        WarmStart jump = new(WarmStartKind.Gauss, flow.Path, gaussian);
        TimeGrid grid = new(0, 0.3, 0.6, 1);
        AmedSolver amed = new(0.5);
        ScheduleContext context = new(
            flow, gaussian, amed, new Calibration(flow, NormalNoise.Quasi(256, 0, NoiseStream.Calibration)), new Execution(1));
        SampleBatch truth = SolverRuns.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(400), Test);
        double cold = SolverRuns.Distance(SolverRuns.Run(flow, new WarmStartSolver(amed.Fit(context, grid), jump), grid, Test), truth);
        double warm = SolverRuns.Distance(
            SolverRuns.Run(flow, new WarmStartSolver(amed.Fit(context, grid, jump), jump), grid, Test), truth);
        Assert.InRange(warm, 0, 1e-4);
        Assert.InRange(cold, 1e-3, 1);

        // After a jump it is the fourth step, not the third, that first has three velocities behind it.
        ImmutableArray<double> ratios = ((DcSolver)SolverCatalog.All.Create("dc-ab2")).Fit(context, TimeGrid.Uniform(6), jump).Ratios;
        Assert.Equal([1, 1, 1], ratios[..3].AsEnumerable());
        Assert.All(ratios[3..], static r => Assert.NotEqual(1, r));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Calibrated_constants_keep_a_constant_field_exact_unless_they_scale_it(string name)
    {
        TimeGrid grid = TimeGrid.Uniform(6);
        ISolver fitted = Calibrate(Context(name), grid);
        double end = SolverRuns.Run(ScalarField.Constant(0.75).Flow(), fitted, grid, SampleBatch.FromPoints((1, 1)))[0, 0];
        bool scales = name is "amed" or "flowturbo";
        Assert.Equal(!scales, Math.Abs(end - 1.75) < 1e-13);
    }

    [Fact]
    public void Carried_tangents_of_fitted_samplers_are_differences_of_their_maps()
    {
        TimeGrid grid = TimeGrid.Uniform(6);
        const double h = 1e-6;
        foreach (string name in new[] { "dc-unipc2", "dc-ab2", "amed" })
        {
            ISolver fitted = Calibrate(Context(name), grid);
            DiscreteFlowMap map = DiscreteFlowMap.Compute(Flow, fitted, grid, SampleBatch.FromPoints((0.4, -0.7)), new Execution(1));
            SampleBatch end = SolverRuns.Run(
                Flow, fitted, grid, SampleBatch.FromPoints((0.4 + h, -0.7), (0.4 - h, -0.7), (0.4, -0.7 + h), (0.4, -0.7 - h)));
            double determinant =
                (((end[0, 0] - end[1, 0]) * (end[2, 1] - end[3, 1])) - ((end[0, 1] - end[1, 1]) * (end[2, 0] - end[3, 0]))) / (4 * h * h);
            Assert.Equal(Math.Log(Math.Abs(determinant)), map.LogAbsDeterminant[0], 1e-5);
        }
    }

    internal static ScheduleContext Context(string name, int threads = 1) =>
        new(Flow, Target, SolverCatalog.All.Create(name), Calibration, new Execution(threads));

    internal static ISolver Calibrate(ScheduleContext context, TimeGrid grid) => GivenGrid.Fit(context, grid);

    private static double Error(ISolver solver, TimeGrid grid) =>
        SolverRuns.Distance(SolverRuns.Run(Flow, solver, grid, Test), Truth.Value);
}
