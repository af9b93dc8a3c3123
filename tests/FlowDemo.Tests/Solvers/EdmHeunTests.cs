using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

public sealed class EdmHeunTests
{
    private static readonly GaussianMixture Three = TestMixtures.ThreeModes();

    [Fact]
    public void Has_the_golden_start_and_end_of_a_poisson_flow()
    {
        Flow flow = FlowOf("16");
        SampleBatch start = flow.Start!.Carry(SampleBatch.FromPoints((0.4, -0.7)));
        Assert.Equal(32.327767487797, 80 * start[0, 0], 6e-13);
        Assert.Equal(-56.573593103644, 80 * start[0, 1], 6e-13);
        SampleBatch end = Run(flow, "edm-heun:80", 35, start);
        Assert.Equal(1.911709248086, end[0, 0], 6e-13);
        Assert.Equal(-0.465878220476, end[0, 1], 6e-13);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("vp")]
    [InlineData("pfgmpp:16")]
    public void Is_of_order_2_from_an_exact_start(string path)
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.FourModes(), PathCatalog.All.Create(path));
        SampleBatch start = flow.Begin(new NoiseSet(SolverRuns.Starts(48), 1)).Points;
        SampleBatch truth = ReferenceSolution.Adaptive(flow, start, new Execution(1)).End;
        double Error(int evaluations) => SolverRuns.Distance(Run(flow, "edm-heun:exact,20,1e-5", evaluations, start), truth);
        Assert.InRange(Math.Log2(Error(319) / Error(639)), 1.8, 2.2);
    }

    [Fact]
    public void What_its_start_leaves_out_falls_with_the_largest_level()
    {
        Flow flow = FlowOf("16");
        SampleBatch start = flow.Begin(NormalNoise.Quasi(256, 0, NoiseStream.Test)).Points;
        double PriorError(string level) =>
            SolverRuns.Distance(Run(flow, $"edm-heun:{level},1e-4", 401, start), Run(flow, $"edm-heun:exact,{level},1e-4", 401, start));
        Assert.InRange(PriorError("20") / PriorError("80"), 2.5, 6);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("128")]
    [InlineData("inf")]
    public void Its_marginals_tend_to_the_target(string freedom)
    {
        Flow flow = FlowOf(freedom);
        SampleBatch start = flow.Begin(NormalNoise.Quasi(4096, 0, NoiseStream.Test)).Points;
        double[] Off(int evaluations)
        {
            double[] shares = new MixtureDensity(Three).MeanResponsibilities(Run(flow, "edm-heun:exact,40", evaluations, start));
            return [.. shares.Zip(Three.Components, static (s, c) => Math.Abs(s - c.Weight))];
        }

        Assert.True(Off(7).Max() > 0.01);
        Assert.True(Off(127).Max() < 0.004);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, null)]
    [InlineData(35, 19)]
    public void Takes_odd_budgets(int evaluations, int? steps) =>
        Assert.Equal(steps, SolverCatalog.All.Create("edm-heun").StepsFor(evaluations));

    [Theory]
    [InlineData("edm-heun", "edm-heun:exact")]
    [InlineData("edm-heun:80", "edm-heun:exact,80")]
    [InlineData("edm-heun:noise,80,0.01", "edm-heun:exact,80,0.01")]
    [InlineData("edm-heun:exact,80", null)]
    [InlineData("heun-edm", null)]
    public void Names_what_starts_exactly(string name, string? exact) =>
        Assert.Equal(exact, SolverCatalog.All.Create(name).FromExactStart);

    private static Flow FlowOf(string freedom) => MixtureVelocityField.FlowOf(Three, PathCatalog.All.Create($"pfgmpp:{freedom}"));

    private static SampleBatch Run(Flow flow, string name, int evaluations, SampleBatch start)
    {
        ISolver solver = SolverCatalog.All.Create(name);
        ScheduleContext context = new(flow, Three, solver, Calibration.Of(flow, 0, 16), new Execution(1));
        TimedSolver ready = solver.Prepare(context, OwnTimes.Instance.Value.Prepare(context), evaluations);
        EvaluationCounter spent = new();
        Flow counted = flow with { Field = new CountingVelocityField(flow.Field, spent) };
        SampleBatch end = SolverRuns.Run(counted, ready.Solver, ready.Grid, start);
        Assert.Equal((long)evaluations * start.Count, spent.Velocities);
        return end;
    }
}
