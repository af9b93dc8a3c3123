using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

public sealed class DormandPrinceTests
{
    [Fact]
    public void Carries_a_single_gaussian_by_its_flow_map()
    {
        const double std = 0.4;
        Flow flow = MixtureVelocityField.FlowOf(new GaussianMixture(GaussianComponent.Isotropic(1, 0.5, -1, std)), new LinearPath());
        SampleBatch x0 = SolverRuns.Starts(20);
        SampleBatch end = SolverRuns.Run(flow, "dopri5:1e-10,1e-12", TimeGrid.Uniform(1), x0);
        for (int i = 0; i < x0.Count; i++)
        {
            Assert.Equal(0.5 + (std * x0[i, 0]), end[i, 0], 1e-9);
            Assert.Equal(-1 + (std * x0[i, 1]), end[i, 1], 1e-9);
        }
    }

    [Fact]
    public void Reaches_the_golden_reference()
    {
        SampleBatch end = SolverRuns.Run(SolverRuns.FourModes, "dopri5:1e-11,1e-13", TimeGrid.Uniform(1), SolverRuns.GoldenStarts);
        Assert.Equal(.655498710692, end[0, 0], 1e-9);
        Assert.Equal(-1.296490435327, end[0, 1], 1e-9);
        Assert.Equal(-1.415212924690, end[1, 0], 1e-9);
        Assert.Equal(.453817034789, end[1, 1], 1e-9);
    }

    [Fact]
    public void Error_follows_the_tolerance()
    {
        SampleBatch x0 = SolverRuns.Starts(20);
        SampleBatch truth = SolverRuns.Run(SolverRuns.FourModes, Tableaus.Rk4, TimeGrid.Uniform(4000), x0);
        double loose = SolverRuns.Distance(SolverRuns.Run(SolverRuns.FourModes, "dopri5:1e-4,1e-4", TimeGrid.Uniform(1), x0), truth);
        double tight = SolverRuns.Distance(SolverRuns.Run(SolverRuns.FourModes, "dopri5:1e-8,1e-8", TimeGrid.Uniform(1), x0), truth);
        Assert.InRange(loose, 1e-6, 1e-2);
        Assert.InRange(tight, 1e-11, 1e-6);
    }

    [Fact]
    public void Evaluates_inside_the_interval_only_two_and_a_multiple_of_six_times()
    {
        ScalarField field = new((x, t) => Math.Cos(20 * t) - (5 * x), (_, t) => -20 * Math.Sin(20 * t), (_, _) => -5);
        field.Times.Capacity = 100_000;
        _ = SolverRuns.FromOne(field, "dopri5:1e-6,1e-8", TimeGrid.Uniform(1));
        Assert.All(field.Times, static t => Assert.InRange(t, 0, 1));
        Assert.Equal(1, field.Times[^1]);
        Assert.Equal(2, field.Times.Count % 6);
        Assert.InRange(field.Times.Count, 60, 2000);
    }

    [Fact]
    public void The_error_is_what_the_published_weights_of_order_five_have_more_than_those_of_order_four()
    {
        double[] fifth = [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0];
        double[] fourth = [5179.0 / 57600, 0, 7571.0 / 16695, 393.0 / 640, -92097.0 / 339200, 187.0 / 2100, 1.0 / 40];
        Assert.All(fifth.Zip(fourth, DormandPrinceSample.ErrorWeights), static w => Assert.Equal(w.First - w.Second, w.Third, 1e-16));
    }

    [Fact]
    public void A_field_that_is_not_finite_ends_the_sample_not_the_program() =>
        Assert.Equal(double.NaN, SolverRuns.FromOne(ScalarField.Delta(1), "dopri5", TimeGrid.Uniform(1)));

    [Fact]
    public void Is_recognised_as_adaptive()
    {
        ISolver solver = SolverCatalog.All.Create("dopri5");
        Assert.False(solver.TakesBudget || solver.TakesSchedule);
        Assert.All(Enumerable.Range(1, 200), budget => Assert.Null(solver.StepsFor(budget)));
    }
}
