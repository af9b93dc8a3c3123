using FlowDemo.Fields;
using FlowDemo.Solvers;
using FlowDemo.Solvers.FlowTurbo;

namespace FlowDemo.Fitting.FlowTurbo;

/// <summary>
/// FlowTurbo: blocks of Heun, pseudo-corrector and refined steps (<see cref="BlockSolver"/>), with a polynomial in (x, v, t) of
/// degree 4 as the refiner, fitted once per problem by ridge regression; its calls are counted apart. Uncalibrated, the refined
/// steps keep the old velocity.
/// </summary>
/// <param name="pattern">The blocks.</param>
/// <param name="longestGap">The longest time that the refiner learns to bridge, in (0, 0.5].</param>
/// <remarks>
/// Zhao et al., FlowTurbo: Towards Real-time Flow-Based Image Generation with Velocity Refiner, 2024, arXiv 2409.18128. There
/// the refiner is a transformer block, the grid is uniform and the gap is drawn from (0, 0.12].
/// </remarks>
internal sealed class FlowTurboSolver(BlockPattern pattern, double longestGap) : ISolver
{
    private readonly BlockSolver uncalibrated = new(pattern);

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "flowturbo", "FlowTurbo: Heun, pseudo-corrector and refined steps.", static a =>
            new FlowTurboSolver(BlockPattern.Parse(a.Text(0)) ?? throw a.Bad(0, "blocks such as H1P5R3"), a.Number(1, 0.001, 0.5)))
    {
        Formula = "trapezoidal steps; H evaluates both velocities, P one, R refines both: v += r(x, t, v)",
        Order = "2; that of the refiner with R",
        Cost = "2H + P on H + P + R steps, and 2R refinements",
        Source = BlockSolver.Source,
        Notes = "The refiner is a polynomial of degree 4, fitted once per target, and stays within what the fit has seen. Has no exact "
            + "divergence.",
        Parameters =
        [
            new("blocks", "H1PR3", "steps of each kind in the order H, P, R, as in H1P5R3; a bare P fills the budget."),
            new("gap", "0.12", "longest time the refiner learns to bridge, 0.001 to 0.5."),
        ],
    };

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public bool IsFitted => true;

    /// <inheritdoc/>
    public Workload WorkOfFits(WorkSetting setting, IReadOnlyCollection<int> evaluations) => evaluations.Count == 0
        ? Workload.None
        : new Workload(5e5, 2e8);

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => pattern.StepsFor(evaluations);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => uncalibrated.Start(flow, grid, batch);

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations) => context.Flow.Field.Dimension == 2
        ? TimedSolver.On(rule, this, evaluations, (_, _) => new BlockSolver(pattern, Refiner(context)))
        : throw FlowDemoException.Obstacle("The refiner of flowturbo is a polynomial of the plane; use another solver.");

    /// <summary>The refiner of a problem: it does not depend on the grid, so every grid shares it and each is charged for it.</summary>
    private PolynomialRefiner Refiner(ScheduleContext context)
    {
        bool isNew = false;
        Fit fit = context.Keep(this, () =>
        {
            isNew = true;
            long before = context.Counter.Velocities;
            PolynomialRefiner refiner = RefinerFit.Fit(context, longestGap);
            return new Fit(refiner, context.Counter.Velocities - before);
        });
        if (!isNew)
        {
            context.Counter.Charge(fit.Cost);
        }

        return fit.Refiner;
    }

    /// <summary>A refiner and what it took.</summary>
    /// <param name="Refiner">The refiner.</param>
    /// <param name="Cost">Velocity evaluations.</param>
    private sealed record Fit(PolynomialRefiner Refiner, long Cost);
}
