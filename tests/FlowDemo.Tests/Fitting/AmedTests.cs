using FlowDemo.Fitting.Amed;
using FlowDemo.Solvers;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fitting;

public sealed class AmedTests
{
    [Fact]
    public void Halves_and_ones_are_the_midpoint_rule_bit_for_bit()
    {
        SampleBatch a = SolverRuns.Run(SolverRuns.FourModes, Tableaus.Midpoint, SolverRuns.Uneven, SolverRuns.Starts(30));
        SampleBatch b = SolverRuns.Run(
            SolverRuns.FourModes, new MeanVelocitySolver([.5, .5, .5, .5, .5], [1, 1, 1, 1, 1]), SolverRuns.Uneven, SolverRuns.Starts(30));
        Assert.True(a.Values.SequenceEqual(b.Values));
    }

    [Fact]
    public void Parameters_of_zero_are_the_midpoint_rule_and_large_ones_reach_the_ends_of_the_ranges()
    {
        MeanVelocityFamily family = new(SolverRuns.FourModes.Path, TimeGrid.Uniform(1), 0.4);
        Assert.Equal(1 + 0.8 + 0.32, FromOne(family.Solver([0, 0])), 1e-14);
        Assert.Equal(1 + (1.4 * 0.8 * (1 + 0.8)), FromOne(family.Solver([40, 40])), 1e-12);
        Assert.Equal(1 + (0.6 * 0.8), FromOne(family.Solver([-40, -40])), 1e-12);

        static double FromOne(ISolver solver) =>
            SolverRuns.Run(ScalarField.Linear(0.8).Flow(), solver, TimeGrid.Uniform(1), SampleBatch.FromPoints((1, 1)))[0, 0];
    }

    [Fact]
    public void An_inner_time_off_the_middle_costs_an_order_but_no_constant()
    {
        SampleBatch x0 = SolverRuns.Starts(30);
        SampleBatch truth = SolverRuns.Run(SolverRuns.FourModes, Tableaus.Rk4, TimeGrid.Uniform(2000), x0);
        double[] errors = [.. new[] { 160, 320 }.Select(n => SolverRuns.Distance(
            SolverRuns.Run(SolverRuns.FourModes, Off(n), TimeGrid.Uniform(n), x0), truth))];
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 0.85, 1.15);
        Assert.Equal(
            1.75,
            SolverRuns.Run(ScalarField.Constant(0.75).Flow(), Off(5), SolverRuns.Uneven, SampleBatch.FromPoints((1, 1)))[0, 0],
            1e-14);

        static MeanVelocitySolver Off(int steps) => new([.. Enumerable.Repeat(0.3, steps)], [.. Enumerable.Repeat(1.0, steps)]);
    }
}
