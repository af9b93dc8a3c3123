using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Fitting.Optimal;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>
/// Euler's method with the velocity evaluated at a time c_k of its own: <c>x_(k+1) = x_k + (t_(k+1) - t_k) u(x_k, c_k)</c>, knots
/// and times of least mean squared endpoint error on calibration noise. Never worse there than Euler on the optimal grid.
/// </summary>
/// <param name="isWindowed">Whether each time stays within the window of LD3 around the start of its step.</param>
/// <remarks>Tong et al., Learning to Discretize Denoising Diffusion ODEs, 2024, arXiv 2405.15506 (LD3), with exact derivatives.</remarks>
internal sealed class DecoupledEuler(bool isWindowed) : ISolver
{
    private const int MostEvaluations = 16;
    private const double Window = 0.5;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "euler-decoupled",
        "Euler with each velocity evaluated at a fitted time of its own.",
        static a => new DecoupledEuler(a.Word(0, "free", "window") == "window"))
    {
        Formula = "x_(k+1) = x_k + (t_(k+1) - t_k) u(x_k, c_k); t and c fitted for each NFE",
        Order = "none: fitted to one budget",
        Cost = "N; the fit takes some hundred sampler runs with derivatives on the calibration noise",
        Source = "Tong et al., Learning to Discretize Denoising Diffusion ODEs, 2024, arXiv 2405.15506.",
        Notes = "Brings its own times, so schedules have no say. Up to 16 evaluations. Plain, its times have no window; LD3's do.",
        Parameters = [new("times", "free", "free, or window for LD3's: at most half of the shortest step from the start of the step.")],
    };

    /// <inheritdoc/>
    public bool IsFitted => true;

    /// <inheritdoc/>
    public Workload WorkOfFits(WorkSetting setting, IReadOnlyCollection<int> evaluations)
    {
        WorkSetting euler = setting with { Solver = Tableaus.Euler };
        OptimalSchedule start = new(WarmStartKind.None);
        return Workload.Sum(evaluations.Select(
            n => new Workload(1e7 * n * setting.Samples / Calibration.Count) + start.WorkFor(euler, [n])));
    }

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => evaluations <= MostEvaluations ? evaluations : null;

    /// <inheritdoc/>
    public bool TakesSchedule => false;

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations)
    {
        int budget = evaluations ?? throw new ArgumentNullException(nameof(evaluations));
        ScheduleContext euler = context.For(Tableaus.Euler);
        TimeGrid optimal = new OptimalSchedule(WarmStartKind.None).Prepare(euler).Build(budget);
        DecoupledFamily family = new(budget, isWindowed ? Window : null);
        WarmStart none = new(WarmStartKind.None, context.Flow.Path, context.MomentsFor(WarmStartKind.None));
        CalibrationPairs pairs = GridSearch.Pairs(context);
        FamilyObjective objective = new(family, new EndpointObjective(
            context.Flow.Field.WithDerivatives(), none, family.Layout, pairs, RobustLoss.Squares, context.Execution));

        // At c_0 = 0 the parameter of c_0 has no slope, so the other starts evaluate late.
        double[] best = new[] { 0, 0.1, 0.3, 0.6 }
            .SelectMany(shift => new[] { optimal, TimeGrid.Uniform(budget) }.Select(g => family.FromGrid(g, shift)))
            .Select(s => s.Length == 0 ? (Parameters: s, Cost: 0) : LevenbergMarquardt.Minimise(objective, s, 60, 1e-8))
            .MinBy(static r => r.Cost).Parameters;
        TimeGrid grid = family.Grid(best);
        return new TimedSolver(
            new CoefficientSolver(family.Coefficients(best), family.Layout, none, grid),
            grid)
        { Remark = TimedSolver.OwnTimes };
    }

    /// <inheritdoc/>
    /// <exception cref="FlowDemoException">Always: it is <see cref="Prepare"/> that finds the times for a budget.</exception>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
        throw new FlowDemoException(
            "The solver 'euler-decoupled' has times of its own and runs on no other grid; leave the grid and the schedule out.");
}
