using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Solvers;

namespace FlowDemo.Fitting;

/// <summary>
/// Fits samplers in non-stationary form to a target by nonlinear least squares on the endpoint error: many starts are improved
/// on few pairs, the best on more, and the winner on pairs drawn out of all of them, until pairs it has not seen say stop. Each
/// budget starts, among others, from the sampler of the budget below with a step split, so that one evaluation more never hurts
/// the fit.
/// </summary>
/// <remarks>
/// The form is that of Shaul et al., Bespoke Non-Stationary Solvers, 2024, arXiv 2403.01329; Levenberg-Marquardt with exact
/// derivatives, the starts and the warm-start terms are our own.
/// </remarks>
public sealed class SamplerFitter
{
    /// <summary>Pairs on which every start is tried.</summary>
    private const int ScoutPairs = 1024;

    /// <summary>Pairs out of which those for a finalist are drawn, and how many.</summary>
    private const int MiddlePool = 32768;
    private const int MiddlePairs = 4096;

    /// <summary>Pairs drawn for the winner out of all.</summary>
    private const int FinalPairs = 16384;

    private const int Finalists = 8;

    private readonly FitTask task;
    private readonly FitSettings settings;
    private readonly Execution execution;
    private readonly WorkSetting size;
    private readonly WorkMeter? meter;
    private readonly List<double[]> fits = [];
    private readonly List<FittedSampler> samplers = [];

    /// <summary>Draws calibration and validation noise and follows the exact flow from it.</summary>
    /// <param name="problem">The flow.</param>
    /// <param name="settings">What a fit may vary.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public SamplerFitter(FitProblem problem, FitSettings settings, Execution execution)
        : this([problem], settings, execution)
    {
    }

    /// <summary>
    /// The same for several flows: one sampler for all, of least squared distances, those of each flow in units of Euler's own error at as
    /// many evaluations.
    /// </summary>
    /// <param name="problems">The flows, at least one, all of one dimension and on one path.</param>
    /// <param name="settings">What a fit may vary.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="most">The highest budget that will be asked for, for the progress.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    public SamplerFitter(
        ImmutableArray<FitProblem> problems,
        FitSettings settings,
        Execution execution,
        int most = 1,
        IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        this.execution = execution;
        size = new WorkSetting(Tableaus.Euler, 0, problems.Sum(static p => p.Moments?.Components.Length ?? 0));
        if (progress is not null)
        {
            meter = new WorkMeter(Pace.Usual(size.Components, execution.Threads), WorkOf(settings, size, most), progress);
            EvaluationCounter counter = new() { Heard = meter.Count };
            problems =
                [.. problems.Select(p => p with { Flow = p.Flow with { Field = new CountingVelocityField(p.Flow.Field, counter) } })];
        }

        meter?.Begin("calibration pairs", WorkOf(settings, size, 0));
        int pairs = problems.Any(static p => p.Moments is null)
            ? settings.PairsForModel
            : settings.PairsFor(problems.Sum(static p => p.Moments!.Components.Length));
        task = new FitTask(problems, settings.Seed, pairs, Math.Max(FitSettings.FewestPairs, pairs / 2), execution);
    }

    /// <summary>The sampler for a budget; those below it are fitted on the way and kept.</summary>
    /// <param name="evaluations">K, at least 1.</param>
    public FittedSampler Fit(int evaluations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(evaluations, 1);
        while (fits.Count < evaluations)
        {
            int next = fits.Count + 1;
            meter?.Begin($"fitting NFE {next}", WorkOf(settings, size, next) - WorkOf(settings, size, next - 1));
            FitOne(next);
        }

        return samplers[evaluations - 1];
    }

    /// <summary>Samplers together with where they come from, as a file holds them.</summary>
    /// <param name="program">Version of the program.</param>
    /// <param name="target">What the user called the targets.</param>
    /// <param name="path">Id of the path.</param>
    /// <param name="chosen">The samplers, by budget.</param>
    public FittedSamplerSet Set(string program, string target, string path, ImmutableArray<FittedSampler> chosen) => new(
        program,
        target,
        FittedSamplerSet.HashOf([.. task.Problems.Select(static p => p.Moments!)]),
        path,
        settings.Seed,
        task.Calibration.Count,
        chosen);

    /// <summary>How far a sampler reaches on the flows.</summary>
    /// <param name="sampler">From <see cref="Fit"/>.</param>
    public SamplerReach ReachOf(FittedSampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        return SamplerReach.Of(task, sampler.WarmStart, sampler.Layout, sampler.Values.ToArray());
    }

    /// <summary>About what fits up to a budget take; measured on built-in targets.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="setting">The size of the target.</param>
    /// <param name="most">The largest budget.</param>
    internal static Workload WorkOf(FitSettings settings, WorkSetting setting, int most)
    {
        const double OfPair = 300;
        double pairs = setting.Components == 0 ? settings.PairsForModel : settings.PairsFor(setting.Components);
        return new Workload((OfPair * pairs) + Enumerable.Range(1, most).Sum(n => (4e5 * n * n * n) + (45 * pairs * n * n)));
    }

    private void FitOne(int evaluations)
    {
        MultistepFamily family = new(evaluations, settings.WarmStart, settings.Constraint, settings.Affine);
        (double[] best, FitStage final) = Race(family, task.InUnitsOfEuler(evaluations));
        best = final.Refine(best, FinalPairs);
        if (!double.IsFinite(final.Judge(best)))
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"Every sampler of NFE {evaluations} that was found reads velocities more than {settings.LargestQuery} standard deviations "
                    + $"from the mean, or has weights of more than {settings.LargestWeights} in sum, which is cheating on a network; allow "
                    + $"more with '--largest-query' and '--largest-weights'."));
        }

        fits.Add(family.Coefficients(best));
        (double calibration, double validation) = final.MeanSquares(best);
        samplers.Add(new FittedSampler(settings.WarmStart, family.Layout, fits[^1], Math.Sqrt(calibration), Math.Sqrt(validation)));
    }

    /// <summary>All starts on few pairs, then the best of them, and the sampler of the budget below, on more.</summary>
    private (double[] Winner, FitStage Final) Race(MultistepFamily family, FitTask weighted)
    {
        CalibrationPairs pool = weighted.Calibration.Thin(MiddlePool);
        CalibrationPairs unseen = weighted.Validation.Thin(MiddlePool / 2);
        CalibrationPairs few = pool.Thin(ScoutPairs);
        FitStage middle = new(weighted, settings, family, pool, unseen, RobustLoss.Squares);
        double[][] fresh = [.. FitStarts.Fresh(weighted, settings, family, few).Select(family.Parameters)];
        List<double[]> tried = Scout(middle, few, fresh);
        double[][] splits = fits.Count == 0 ? [] : [.. FitStarts.Splits(fits[^1], fits.Count).Select(family.Parameters)];
        if (splits.Length > 0)
        {
            // A split step changes no sample: where one errs most, all do.
            tried.AddRange(Scout(middle, pool.Concentrate(ScoutPairs, middle.Squares(splits[^1])), splits));
        }

        // Where a few steps from every start lead to samplers that cheat, the starts themselves are left.
        List<double[]> finalists = [.. tried.Concat(tried.Exists(p => double.IsFinite(middle.Judge(p))) ? [] : fresh)
            .Select(p => (Point: p, Cost: middle.Judge(p)))
            .Where(static r => double.IsFinite(r.Cost))
            .OrderBy(static r => r.Cost)
            .DistinctBy(static r => Math.Round(Math.Log(r.Cost), 3))
            .Take(Finalists)
            .Select(static r => r.Point), .. splits.TakeLast(1)];
        RobustLoss loss = Loss(middle.Squares(finalists.Count > 0 ? finalists[0] : fresh[0]));
        middle = new FitStage(weighted, settings, family, pool, unseen, loss);
        FitStage final = new(weighted, settings, family, weighted.Calibration, weighted.Validation, loss);
        return (finalists.Select(f => middle.Refine(f, MiddlePairs)).MinBy(final.Judge) ?? fresh[0], final);
    }

    /// <summary>A few steps from every start.</summary>
    private List<double[]> Scout(FitStage stage, CalibrationPairs pairs, double[][] starts)
    {
        FamilyObjective objective = stage.Objective(pairs);
        double[][] ends = new double[starts.Length][];
        execution.ForEach(starts.Length, i => ends[i] = LevenbergMarquardt.Minimise(objective, starts[i], 15, 1e-4).Parameters);
        return [.. ends];
    }

    private RobustLoss Loss(double[] squares) => double.IsPositiveInfinity(settings.RobustWidth)
        ? RobustLoss.Squares
        : new RobustLoss(settings.RobustWidth * Math.Sqrt(squares.Order().ElementAt(squares.Length / 2)));
}
