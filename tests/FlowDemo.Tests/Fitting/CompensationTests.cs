using System.Collections.Immutable;
using FlowDemo.Fitting.Compensation;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Multistep;
using FlowDemo.Solvers.Prediction;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fitting;

public sealed class CompensationTests
{
    [Fact]
    public void Ratios_of_one_are_the_base_bit_for_bit()
    {
        foreach (ISolver inner in new ISolver[] { new AdamsBashforth(2), new UniPc(2), new UniPc(3) })
        {
            SampleBatch a = SolverRuns.Run(SolverRuns.FourModes, inner, SolverRuns.Uneven, SolverRuns.Starts(30));
            SampleBatch b = SolverRuns.Run(
                SolverRuns.FourModes, new CompensatedSolver(inner, [1, 1, 1, 1, 1]), SolverRuns.Uneven, SolverRuns.Starts(30));
            Assert.True(a.Values.SequenceEqual(b.Values));
        }
    }

    [Fact]
    public void A_quadratic_history_is_replaced_by_its_value_at_the_shifted_time_and_stays_so()
    {
        SampleBatch like = new(1, 1);
        EvaluationHistory history = new(3, like);
        foreach (double t in new[] { 0.1, 0.25, 0.6 })
        {
            history.Push(t).Values.Fill(Quadratic(t));
        }

        HistoryCompensation.Apply(history, 1.4);
        Assert.Equal(Quadratic((1.4 * 0.6) - (0.4 * 0.25)), history[0][0, 0], 1e-13);
        history.Push(0.7);
        Assert.Equal(Quadratic((1.4 * 0.6) - (0.4 * 0.25)), history[1][0, 0], 1e-13);
        Assert.Equal(Quadratic(0.25), history[2][0, 0], 1e-15);

        static double Quadratic(double t) => 2 - (3 * t) + (5 * t * t);
    }

    [Fact]
    public void A_history_of_two_is_left_alone()
    {
        EvaluationHistory history = new(3, new SampleBatch(1, 1));
        history.Push(0.1).Values.Fill(1);
        history.Push(0.2).Values.Fill(2);
        HistoryCompensation.Apply(history, 0.5);
        Assert.Equal(2, history[0][0, 0]);
    }

    [Fact]
    public void A_stepper_and_its_fork_do_not_disturb_each_other()
    {
        foreach (ISolver solver in new ISolver[] { new AdamsBashforth(3), new UniPc(3) })
        {
            TimeGrid grid = SolverRuns.Uneven;
            SampleBatch x = SolverRuns.Starts(9);
            ICompensatedStepper stepper = (ICompensatedStepper)solver.Start(SolverRuns.FourModes, grid, x);
            for (int k = 0; k < grid.Steps; k++)
            {
                ICompensatedStepper fork = stepper.Fork();
                fork.Ratio = 0.3;
                fork.Step(grid[k], grid[k + 1], x.Clone());
                stepper.Step(grid[k], grid[k + 1], x);
            }

            // A slice leaves the padding behind, which a run starts afresh.
            SampleBatch alone = SolverRuns.Run(SolverRuns.FourModes, solver, grid, SolverRuns.Starts(9));
            Assert.True(x.Slice(0, 9).Values.SequenceEqual(alone.Values));
        }
    }

    [Fact]
    public void No_searched_ratio_is_worse_than_one_at_its_own_step()
    {
        // One search of a single step: the third of three, with the first two fixed at 1 by rule.
        TimeGrid grid = TimeGrid.Uniform(3);
        CompensationSearch search = new(new AdamsBashforth(2), CalibratedSolverTests.Context("dc-ab2"), 2048);
        ImmutableArray<double> ratios = search.Ratios(grid);
        Assert.Equal([1, 1], ratios[..2].AsEnumerable());
        Assert.InRange(ratios[2], -1.1, 3.1);
        Assert.NotEqual(1, ratios[2]);
    }

    [Fact]
    public void The_regression_reproduces_ratios_that_are_of_its_form()
    {
        CompensationRegression regression = new([.. new[] { 4, 5, 6, 8, 12, 16 }.Select(Ratios)]);
        foreach (int steps in new[] { 4, 7, 10, 16 })
        {
            Assert.All(regression.Predict(steps).Zip(Ratios(steps)), static pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        }

        static ImmutableArray<double> Ratios(int steps) => [.. Enumerable.Range(0, steps).Select(i =>
        {
            double s = (double)i / steps;
            double n = steps / 50.0;
            return i < 2 ? 1 : 0.9 + (0.5 * n) + ((0.3 - n) * s) + (0.2 * n * n * s * s) - (0.1 * s * s * s);
        })];
    }

    [Fact]
    public void Predictions_stay_between_0_and_2()
    {
        CompensationRegression regression = new([.. new[] { 4, 6, 8, 12 }.Select(
            static n => ImmutableArray.CreateRange(Enumerable.Range(0, n).Select(i => i < 2 ? 1.0 : 10.0 * i / n)))]);
        Assert.All(regression.Predict(100), static r => Assert.InRange(r, 0, 2));
        Assert.Contains(2, regression.Predict(8));
    }
}
