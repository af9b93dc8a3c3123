using System.Collections.Immutable;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Multistep;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Compensation;

/// <summary>
/// Finds compensation ratios one after the other: with the steps before fixed, the ratio of a step is the one after which a few
/// calibration points are nearest to their reference states. The objective has several minima, so it is scanned before the
/// best place is refined; a ratio that is no better than 1 is left at 1.
/// </summary>
/// <param name="inner">The method; its steppers are compensated ones.</param>
/// <param name="context">Flow, calibration noise and tally.</param>
/// <param name="points">Calibration points, at least 1.</param>
/// <param name="jump">What takes the place of the first step; null for the step itself.</param>
internal sealed class CompensationSearch(ISolver inner, ScheduleContext context, int points, WarmStart? jump = null)
{
    private const int FineSteps = 200;
    private const double Lowest = -1;
    private const double Spacing = 0.1;
    private const int Places = 41;
    private const double Tolerance = 1e-4;

    private readonly SampleBatch noise = context.Calibration.Noise.Points.Every((context.Calibration.Noise.Count + points - 1) / points);

    /// <summary>The ratios for a grid.</summary>
    /// <param name="grid">The grid.</param>
    public ImmutableArray<double> Ratios(TimeGrid grid)
    {
        SampleBatch[] reference = Sampler.Trajectory(
            context.Flow, new SubdividedSolver(Tableaus.Rk4, FineSteps), grid, noise, context.Execution);
        ICompensatedStepper stepper = (ICompensatedStepper)inner.Start(context.Flow, grid, noise);
        SampleBatch x = noise.Clone();
        double[] ratios = new double[grid.Steps];
        Array.Fill(ratios, 1);
        int first = jump is null ? 0 : 1;
        jump?.At(grid[1]).Apply(x, x);
        for (int i = first; i < ratios.Length; i++)
        {
            context.Execution.Cancellation.ThrowIfCancellationRequested();
            ratios[i] = i - first < HistoryCompensation.Points - 1 ? 1 : Best(rho => Error(stepper, rho, grid, i, x, reference[i + 1]));
            stepper.Ratio = ratios[i];
            stepper.Step(grid[i], grid[i + 1], x);
        }

        return [.. ratios];
    }

    private static double Best(Func<double, double> error)
    {
        double scanned = Enumerable.Range(0, Places).Select(static i => Lowest + (i * Spacing)).MinBy(error);
        double refined = GoldenSection.Minimise(error, scanned - Spacing, scanned + Spacing, Tolerance);
        return error(refined) < error(1) ? refined : 1;
    }

    private static double Error(ICompensatedStepper stepper, double ratio, TimeGrid grid, int step, SampleBatch x, SampleBatch reference)
    {
        ICompensatedStepper trial = stepper.Fork();
        SampleBatch y = x.Clone();
        trial.Ratio = ratio;
        trial.Step(grid[step], grid[step + 1], y);
        double error = EndpointError.Squared(y, reference).Sum();
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
