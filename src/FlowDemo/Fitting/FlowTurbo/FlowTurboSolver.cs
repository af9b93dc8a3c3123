using FlowDemo.Fields;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.FlowTurbo;
using FlowDemo.Solvers.WarmStarts;

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
internal sealed class FlowTurboSolver(BlockPattern pattern, double longestGap) : ICalibratedSolver
{
    private readonly BlockSolver uncalibrated = new(pattern);
    private readonly Lock gate = new();
    private (Calibration Calibration, PolynomialRefiner Refiner, long Cost)? fitted;

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => pattern.StepsFor(evaluations);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => uncalibrated.Start(flow, grid, batch);

    /// <inheritdoc/>
    public ISolver Calibrate(ScheduleContext context, TimeGrid grid, WarmStart? jump = null)
    {
        // The refiner does not depend on the grid: every grid shares it, and each is charged for it.
        lock (gate)
        {
            if (fitted is { } known && known.Calibration == context.Calibration)
            {
                context.Counter.AddVelocities(known.Cost);
                return new BlockSolver(pattern, known.Refiner);
            }

            long before = context.Counter.Velocities;
            PolynomialRefiner refiner = RefinerFit.Fit(context, longestGap);
            fitted = (context.Calibration, refiner, context.Counter.Velocities - before);
            return new BlockSolver(pattern, refiner);
        }
    }
}
