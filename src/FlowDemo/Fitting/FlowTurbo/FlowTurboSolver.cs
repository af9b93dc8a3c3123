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

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => pattern.StepsFor(evaluations);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => uncalibrated.Start(flow, grid, batch);

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations) =>
        TimedSolver.On(rule, this, evaluations, (_, _) => new BlockSolver(pattern, Refiner(context)));

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
            context.Counter.AddVelocities(fit.Cost);
        }

        return fit.Refiner;
    }

    /// <summary>A refiner and what it took.</summary>
    /// <param name="Refiner">The refiner.</param>
    /// <param name="Cost">Velocity evaluations.</param>
    private sealed record Fit(PolynomialRefiner Refiner, long Cost);
}
