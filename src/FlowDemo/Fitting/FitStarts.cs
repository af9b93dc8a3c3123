using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Multistep;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>Samplers that fits start from.</summary>
internal static class FitStarts
{
    /// <summary>Greedy fits to the first flow and known solvers, on a few grids.</summary>
    /// <param name="task">The flows.</param>
    /// <param name="settings">What a fit may vary.</param>
    /// <param name="family">The samplers.</param>
    /// <param name="pairs">The pairs that greedy fits look at.</param>
    public static IEnumerable<double[]> Fresh(FitTask task, FitSettings settings, MultistepFamily family, CalibrationPairs pairs) =>
        family.HasStart
            ? BehindJumps(task, settings, family.Layout.Evaluations, pairs)
            : FromZero(task, settings, family.Layout.Evaluations, pairs);

    /// <summary>The samplers with one evaluation more than a given one that change no sample yet.</summary>
    /// <param name="coefficients">A sampler of K evaluations.</param>
    /// <param name="evaluations">K.</param>
    /// <remarks>In a family whose weights obey a rule the first of them, whose y_1 is y_0, is only near to the given one.</remarks>
    public static IEnumerable<double[]> Splits(double[] coefficients, int evaluations) =>
        Enumerable.Range(-1, evaluations + 1).Select(after => SplitStart.After(coefficients, evaluations, after));

    private static IEnumerable<double[]> BehindJumps(FitTask task, FitSettings settings, int evaluations, CalibrationPairs pairs)
    {
        CalibrationPairs own = pairs.Of(0);
        FitProblem first = task.Problems[0];
        foreach (double start in new[] { 0.2, 0.45, 0.7 })
        {
            IEnumerable<double> knots = TimeGrid.Uniform(evaluations).Knots.Take(evaluations).Select(t => start + ((1 - start) * t));
            TimeGrid grid = new([0, .. knots, 1]);
            yield return GreedyFit.Solve(first, settings.WarmStart, grid, 0, settings.Affine, own, task.Execution);
            yield return SamplerProbe.Read(Tableaus.Euler, first.Flow.Path, grid, 1)!;
        }
    }

    private static IEnumerable<double[]> FromZero(FitTask task, FitSettings settings, int evaluations, CalibrationPairs pairs)
    {
        CalibrationPairs own = pairs.Of(0);
        FitProblem first = task.Problems[0];
        TimeGrid uniform = TimeGrid.Uniform(evaluations);
        GridFamily euler = GridFamily.Create(Tableaus.Euler, first.Flow.Path, 0, uniform)!;
        FamilyObjective ends = new(euler, task.Objective(WarmStartKind.None, euler.Layout, pairs, RobustLoss.Squares));
        TimeGrid best = euler.Grid(LevenbergMarquardt.Minimise(ends, KnotLogits.FromGrid(uniform), 30, 1e-6).Parameters);
        foreach (TimeGrid grid in new[] { uniform, best })
        {
            foreach (double lateness in new[] { 0, 0.3, 0.6 })
            {
                yield return GreedyFit.Solve(
                    first, WarmStartKind.None, grid, lateness, settings.Affine, own, task.Execution);
            }

            yield return SamplerProbe.Read(Tableaus.Euler, first.Flow.Path, grid, 0)!;
            yield return SamplerProbe.Read(new AdamsBashforth(2), first.Flow.Path, grid, 0)!;
        }
    }
}
