using FlowDemo.Fields;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Fitting.Optimal;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Amed;

/// <summary>
/// AMED-Solver: each step goes along the velocity at one inner time, scaled, <c>y = x + r h u(x, t), x += c h u(y, t + r h)</c>,
/// with r and c of each step fitted so that the end points of calibration noise are right. 2N evaluations, carries nothing;
/// uncalibrated (r = 1/2, c = 1) it is the midpoint rule. Not to be confused with the AMED plugin, which fits the times of
/// another solver.
/// </summary>
/// <param name="range">How far c may be from 1; 0.01 in the source.</param>
/// <remarks>
/// Zhou et al., Fast ODE-based Sampling for Diffusion Models in Around 5 Steps, 2023, arXiv 2312.00094, section 3. There a
/// network gives r and c from the state, the inner time is geometric in the noise level, and each step is fitted to a
/// teacher's; here they are constants of the step, in time, fitted to the end, which does better on exact fields.
/// </remarks>
internal sealed class AmedSolver(double range) : ISolver
{
    private const int Pairs = 2048;
    private const int Iterations = 40;
    private const double Tolerance = 1e-6;

    /// <summary>Above so many steps the midpoint rule is kept: there is little left to gain.</summary>
    private const int MostSteps = 20;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "amed", "AMED: one fitted inner time and one fitted scale for each step.", static a => new AmedSolver(a.Number(0, 0, 1)))
    {
        Formula = "y = x + r h u(x, t), x += c h u(y, t + r h)",
        Convergence = new ConvergenceOrder(2) { Text = "1; 2 for r = 1/2, c = 1" },
        Cost = "2N",
        Source = "Zhou et al., Fast ODE-based Sampling for Diffusion Models in Around 5 Steps, 2023, arXiv 2312.00094",
        Notes = "Constants of the step, fitted to the end points; there a network of the state, fitted step by step.",
        Parameters = [new("range", "0.5", "how far c may be from 1, from 0 to 1; 0.01 in the source.")],
    };

    /// <inheritdoc/>
    public bool IsFitted => true;

    /// <inheritdoc/>
    public Workload WorkOfFits(WorkSetting setting, IReadOnlyCollection<int> evaluations) =>
        new(2.5e5 * evaluations.Sum());

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => Tableaus.Midpoint.StepsFor(evaluations);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => Tableaus.Midpoint.Start(flow, batch);

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations) =>
        TimedSolver.On(rule, this, evaluations, (grid, jump) => Fit(context, grid, jump));

    /// <summary>Fits the constants for one grid.</summary>
    /// <param name="context">The flow, the calibration noise and the tally that the evaluations of the fit are added to.</param>
    /// <param name="grid">The grid that will be walked; the result is for this grid only.</param>
    /// <param name="jump">The warm start that will take the place of the grid's first step; null when there is none.</param>
    internal MeanVelocitySolver Fit(ScheduleContext context, TimeGrid grid, WarmStart? jump = null)
    {
        MeanVelocityFamily family = new(context.Flow.Path, grid, range, jump is null ? 0 : 1);
        double[] midpoint = new double[family.Size];
        if (grid.Steps > MostSteps)
        {
            return family.Solver(midpoint);
        }

        CalibrationPairs pairs = GridSearch.Pairs(context).Thin(Pairs);
        EndpointObjective objective = new(
            context.Flow.Field.WithDerivatives(),
            jump ?? new WarmStart(WarmStartKind.None, context.Flow.Path, context.MomentsFor(WarmStartKind.None)),
            family.Layout,
            pairs,
            RobustLoss.Squares,
            context.Execution);
        (double[] parameters, _) = LevenbergMarquardt.Minimise(new FamilyObjective(family, objective), midpoint, Iterations, Tolerance);
        return family.Solver(parameters);
    }
}
