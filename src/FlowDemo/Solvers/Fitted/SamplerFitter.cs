using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Solvers.Fitted;

/// <summary>
/// Fits samplers in non-stationary form to a target by nonlinear least squares on the endpoint error: many starts are improved
/// on few pairs, the best on more, and the winner on all of them, until pairs it has not seen say stop. Each budget starts,
/// among others, from the sampler of the budget below with a step split, so that one evaluation more never hurts the fit.
/// </summary>
/// <remarks>
/// The form is that of Shaul et al., Bespoke Non-Stationary Solvers, 2024, arXiv 2403.01329; Levenberg-Marquardt with exact
/// derivatives, the starts and the warm-start terms are our own.
/// </remarks>
public sealed class SamplerFitter
{
    private const int ScoutPairs = 1024;
    private const int MiddlePairs = 8192;
    private const int Finalists = 3;
    private const int Patience = 6;

    private readonly FitProblem problem;
    private readonly FitSettings settings;
    private readonly IProgress<WorkProgress>? progress;
    private readonly List<double[]> fits = [];
    private readonly List<FittedSampler> samplers = [];

    /// <summary>Draws calibration and validation noise and follows the exact flow from it.</summary>
    /// <param name="flow">The flow; its field has closed-form derivatives.</param>
    /// <param name="target">The data distribution.</param>
    /// <param name="settings">What a fit may vary.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    public SamplerFitter(Flow flow, GaussianMixture target, FitSettings settings, Execution execution, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        this.progress = progress;
        progress?.Report(new WorkProgress("calibration pairs", 0));
        int pairs = settings.PairsFor(target.Components.Length);
        problem = new FitProblem(flow, target, settings.Seed, pairs, Math.Max(64, Math.Min(pairs / 2, 8192)), execution);
    }

    /// <summary>The sampler for a budget; those below it are fitted on the way and kept.</summary>
    /// <param name="evaluations">K, at least 1.</param>
    /// <param name="most">The highest budget that will be asked for, for the progress.</param>
    public FittedSampler Fit(int evaluations, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(evaluations, 1);
        while (fits.Count < evaluations)
        {
            int next = fits.Count + 1;

            // Budgets cost about as their cube.
            progress?.Report(new WorkProgress($"fitting NFE {next}", Math.Pow((double)fits.Count / most, 3)));
            FitOne(next);
        }

        return samplers[evaluations - 1];
    }

    /// <summary>Samplers together with where they come from, as a file holds them.</summary>
    /// <param name="program">Version of the program.</param>
    /// <param name="target">What the user called the target.</param>
    /// <param name="path">Id of the path.</param>
    /// <param name="chosen">The samplers, by budget.</param>
    public FittedSamplerSet Set(string program, string target, string path, ImmutableArray<FittedSampler> chosen) => new(
        program, target, ContentHash.Of(problem.Target), path, settings.Seed, problem.Calibration.Count, settings.WarmStart, chosen);

    private void FitOne(int evaluations)
    {
        MultistepFamily family = new(evaluations, settings.WarmStart, settings.Constraint, settings.Affine);
        double[] best = Race(family);
        best = Descend(family, problem.Calibration, Loss(family, best), best, 60, 1e-6);
        fits.Add(family.Coefficients(best));
        samplers.Add(new FittedSampler(
            settings.WarmStart,
            family.Layout,
            fits[^1],
            Math.Sqrt(Objective(family, problem.Calibration, RobustLoss.Squares).Cost(best)),
            Math.Sqrt(Objective(family, problem.Validation, RobustLoss.Squares).Cost(best))));
    }

    /// <summary>All starts on few pairs, then the best of them on more.</summary>
    private double[] Race(MultistepFamily family)
    {
        CalibrationPairs few = problem.Calibration.Thin(ScoutPairs);
        CalibrationPairs more = problem.Calibration.Thin(MiddlePairs);
        FamilyObjective scout = Objective(family, few, RobustLoss.Squares);
        double[][] finalists = [.. Starts(family, few)
            .Select(s => LevenbergMarquardt.Minimise(scout, family.Parameters(s), 15, 1e-4))
            .Where(static r => double.IsFinite(r.Cost))
            .OrderBy(static r => r.Cost)
            .DistinctBy(static r => Math.Round(Math.Log(r.Cost), 3))
            .Take(Finalists)
            .Select(static r => r.Parameters)];
        Func<double[], double> judge = Judge(family, problem.Calibration);
        return finalists.Select(f => Descend(family, more, Loss(family, f), f, 60, 1e-4)).MinBy(judge)!;
    }

    /// <summary>Levenberg-Marquardt that returns the best point on its way in the eyes of the judge, and stops when that has passed.</summary>
    private double[] Descend(MultistepFamily family, CalibrationPairs pairs, RobustLoss loss, double[] start, int iterations, double tolerance)
    {
        Func<double[], double> judge = Judge(family, pairs);
        double[] best = start;
        double least = judge(start);
        int waiting = 0;
        _ = LevenbergMarquardt.Minimise(Objective(family, pairs, loss), start, iterations, tolerance, point =>
        {
            double cost = judge(point);
            waiting = cost < least ? 0 : waiting + 1;
            (best, least) = cost < least ? (point, cost) : (best, least);
            return waiting < Patience;
        });
        return best;
    }

    /// <summary>
    /// The error on pairs that the fit sees plus that on pairs it does not. The first alone would let it over-fit; the second
    /// alone hangs on the few validation samples that happen to lie between two modes.
    /// </summary>
    private Func<double[], double> Judge(MultistepFamily family, CalibrationPairs pairs)
    {
        FamilyObjective seen = Objective(family, pairs, RobustLoss.Squares);
        FamilyObjective unseen = Objective(family, problem.Validation, RobustLoss.Squares);
        return parameters => seen.Cost(parameters) + unseen.Cost(parameters);
    }

    private IEnumerable<double[]> Starts(MultistepFamily family, CalibrationPairs pairs)
    {
        int evaluations = family.Layout.Evaluations;
        TimeGrid uniform = TimeGrid.Uniform(evaluations);
        if (family.HasStart)
        {
            foreach (double start in new[] { 0.2, 0.45, 0.7 })
            {
                TimeGrid grid = new([0, .. uniform.Knots.Take(evaluations).Select(t => start + ((1 - start) * t)), 1]);
                yield return GreedyFit.Solve(problem, settings.WarmStart, grid, settings.Affine, pairs);
                yield return SamplerProbe.Read(Tableaus.Euler, problem.Flow.Path, grid, 1)!;
            }
        }
        else
        {
            GridFamily euler = GridFamily.Create(Tableaus.Euler, problem.Flow.Path, 0, uniform)!;
            FamilyObjective ends = new(euler, problem.Objective(WarmStartKind.None, euler.Layout, pairs, RobustLoss.Squares));
            TimeGrid best = euler.Grid(LevenbergMarquardt.Minimise(ends, KnotLogits.FromGrid(uniform), 30, 1e-6).Parameters);
            foreach (TimeGrid grid in new[] { uniform, best })
            {
                yield return GreedyFit.Solve(problem, WarmStartKind.None, grid, settings.Affine, pairs);
                yield return SamplerProbe.Read(Tableaus.Euler, problem.Flow.Path, grid, 0)!;
                yield return SamplerProbe.Read(SolverCatalog.All.Create("ab2"), problem.Flow.Path, grid, 0)!;
            }
        }

        for (int after = 0; after < evaluations - 1; after++)
        {
            yield return SplitStart.After(fits[^1], evaluations - 1, after);
        }
    }

    private RobustLoss Loss(MultistepFamily family, double[] parameters)
    {
        if (double.IsPositiveInfinity(settings.RobustWidth))
        {
            return RobustLoss.Squares;
        }

        CalibrationPairs pairs = problem.Calibration.Thin(MiddlePairs);
        double[] squares = problem.Objective(settings.WarmStart, family.Layout, pairs, RobustLoss.Squares).Squares(family.Coefficients(parameters));
        Array.Sort(squares);
        return new RobustLoss(settings.RobustWidth * Math.Sqrt(squares[squares.Length / 2]));
    }

    private FamilyObjective Objective(MultistepFamily family, CalibrationPairs pairs, RobustLoss loss) =>
        new(family, problem.Objective(settings.WarmStart, family.Layout, pairs, loss));
}
