using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Multistep;
using FlowDemo.Solvers.Prediction;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Compensation;

/// <summary>
/// DC-Solver: dynamic compensation of a multistep method. Before each step from the third on, the newest evaluation is
/// overwritten by the quadratic through the three newest at <c>t' = rho_i t_i + (1 - rho_i) t_(i-1)</c>; the rho_i are searched
/// for one by one on a few calibration points, or predicted for the number of steps at hand from searches at others.
/// Evaluations and order are those of the base; uncalibrated (all rho = 1) it is the base.
/// </summary>
/// <param name="inner">The base.</param>
/// <param name="points">Calibration points; 10 in the source, with which the ratios of the last steps scatter by a third.</param>
/// <param name="isPredicted">Takes the ratios from the regression, without a search at this number of steps.</param>
/// <remarks>
/// Zhao et al., DC-Solver: Improving Predictor-Corrector Diffusion Sampler via Dynamic Compensation, 2024, arXiv 2409.03755, sections 3.2
/// and 3.3.
/// </remarks>
internal sealed class DcSolver(ISolver inner, int points, bool isPredicted) : ISolver
{
    /// <summary>Numbers of steps that the regression is fitted to, without the one it predicts.</summary>
    private static readonly ImmutableArray<int> FittedSteps = [4, 5, 6, 7, 8, 10, 12, 16];

    private const string DcSource =
        "Zhao et al., DC-Solver: Improving Predictor-Corrector Diffusion Sampler via Dynamic Compensation, 2024, arXiv 2409.03755";

    private static readonly ImmutableArray<MethodParameter> CompensationParameters =
    [
        new("ratios", "search", "search, or cpr to predict them from searches at other numbers of steps."),
        new("points", "64", "calibration points, 1 to 4096; 10 in the source, which is too few to rely on."),
    ];

    /// <summary>The catalogue's line on UniPC.</summary>
    internal static CatalogEntry<ISolver> UniPcEntry { get; } = new(
        "dc-unipc2", "DC-Solver on UniPC: the newest prediction is replaced by one at a searched time.", static a =>
            Compensated(a, new UniPc(2)))
    {
        Formula = "D_i <- quadratic through D_i, D_i-1, D_i-2 at rho_i t_i + (1 - rho_i) t_i-1, then unipc2",
        Convergence = UniPc.SecondOrderEntry.Convergence?.As("unipc2"),
        Cost = "N",
        Source = DcSource,
        Notes = "The ratios are fitted to the grid, step by step. Without a third step it is unipc2.",
        Parameters = CompensationParameters,
    };

    /// <summary>The catalogue's line on Adams-Bashforth.</summary>
    internal static CatalogEntry<ISolver> AdamsBashforthEntry { get; } = new(
        "dc-ab2", "DC-Solver on Adams-Bashforth: the newest velocity is replaced by one at a searched time.", static a =>
            Compensated(a, new AdamsBashforth(2)))
    {
        Formula = "u_i <- quadratic through u_i, u_i-1, u_i-2 at rho_i t_i + (1 - rho_i) t_i-1, then ab2",
        Convergence = AdamsBashforth.SecondOrderEntry.Convergence?.As("ab2"),
        Cost = "N",
        Source = DcSource,
        Notes = "The ratios are fitted to the grid, step by step. Without a third step it is ab2.",
        Parameters = CompensationParameters,
    };

    /// <inheritdoc/>
    public bool CarriesTangents => inner.CarriesTangents;

    /// <inheritdoc/>
    public bool IsFitted => true;

    /// <inheritdoc/>
    public Workload WorkOfFits(WorkSetting setting, IReadOnlyCollection<int> evaluations) =>
        new(1.5e4 * evaluations.Count, 4e6 * evaluations.Count);

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => inner.StepsFor(evaluations);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => inner.Start(flow, grid, batch);

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations) =>
        TimedSolver.On(rule, this, evaluations, (grid, jump) => Fit(context, grid, jump));

    /// <summary>Searches for the ratios of one grid.</summary>
    /// <param name="context">The flow, the calibration noise and the tally that the evaluations of the search are added to.</param>
    /// <param name="grid">The grid that will be walked; the result is for this grid only.</param>
    /// <param name="jump">The warm start that will take the place of the grid's first step; null when there is none.</param>
    internal CompensatedSolver Fit(ScheduleContext context, TimeGrid grid, WarmStart? jump = null)
    {
        CompensationSearch search = new(inner, context, points, jump);
        return new CompensatedSolver(inner, isPredicted ? Predict(search, grid) : search.Ratios(grid));
    }

    private static ImmutableArray<double> Predict(CompensationSearch search, TimeGrid grid)
    {
        CompensationRegression regression = new(
            [.. FittedSteps.Where(n => n != grid.Steps).Select(n => search.Ratios(PiecewiseLinear.Resample(grid, n)))]);
        return regression.Predict(grid.Steps);
    }

    private static DcSolver Compensated(MethodArguments arguments, ISolver inner) =>
        new(inner, arguments.Integer(1, 1, 4096), arguments.Word(0, "search", "cpr") == "cpr");
}
