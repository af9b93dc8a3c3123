using FlowDemo.Fields;

namespace FlowDemo.Solvers.FlowTurbo;

/// <summary>
/// Trapezoidal steps <c>y = x + h v, x += h (v + v') / 2</c> whose velocities v (start) and v' (at y, end) are found by blocks:
/// H evaluates both; P takes v from the v' before and evaluates v'; R refines both, <c>v = v_before + r(x, t, v_before),
/// v' = v + r(y, t + h, v)</c>. Order 2 without R; 2H + P evaluations (one more without H); carries one velocity; H and P
/// evaluate u at t = 1. With P alone it is the pseudo-corrector, with H alone Heun's method.
/// </summary>
/// <param name="pattern">The blocks.</param>
/// <param name="refiner">r; null keeps the old velocity, r = 0.</param>
/// <remarks>
/// Zhao et al., FlowTurbo: Towards Real-time Flow-Based Image Generation with Velocity Refiner, 2024, arXiv 2409.18128, section 3.
/// </remarks>
internal sealed class BlockSolver(BlockPattern pattern, IVelocityRefiner? refiner = null) : ISolver
{
    internal const string Source = "Zhao et al., FlowTurbo: Towards Real-time Flow-Based Image Generation with Velocity Refiner, 2024, "
        + "arXiv 2409.18128";

    /// <summary>The catalogue's line of the pattern that takes nothing but pseudo-corrector steps.</summary>
    internal static CatalogEntry<ISolver> PseudoEntry { get; } = new(
        "pseudo", "FlowTurbo's pseudo-corrector on every step.", static _ => new BlockSolver(new BlockPattern(0, null, 0)))
    {
        Formula = "y = x + h v, v' = u(y, t + h), x += h (v + v') / 2, v = v'",
        Convergence = new ConvergenceOrder(2),
        Cost = "N + 1",
        Source = Source + ", section 3.3",
        Notes = "Heun's method without its first evaluation; evaluates u at t = 1.",
    };

    /// <inheritdoc/>
    public bool CarriesTangents => refiner is null;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => pattern.StepsFor(evaluations);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow.Field, pattern, grid, refiner, batch);

    private sealed class Stepper(
        IVelocityField field,
        BlockPattern pattern,
        TimeGrid grid,
        IVelocityRefiner? refiner,
        SampleBatch batch) : IStepper
    {
        private readonly EvaluationCounter? counter = (field as CountingVelocityField)?.Counter;
        private readonly SampleBatch end = batch.NewLike();
        private SampleBatch velocity = batch.NewLike();
        private SampleBatch next = batch.NewLike();
        private int steps;
        private int made;

        public void Step(double t0, double t1, SampleBatch x)
        {
            double h = t1 - t0;
            if (made == 0)
            {
                steps = GridPosition.StepsFrom(grid, t0);
                pattern.Check(steps);
            }

            StepBlock block = pattern.BlockOf(made, steps);
            if (block == StepBlock.Heun || made == 0)
            {
                field.Evaluate(t0, x, velocity);
            }
            else if (block == StepBlock.Refined)
            {
                Refine(t0, x, velocity);
            }

            x.Values.CopyTo(end.Values);
            Flat.AddScaled(end.Values, h, velocity.Values);
            if (block == StepBlock.Refined)
            {
                velocity.Values.CopyTo(next.Values);
                Refine(t1, end, next);
            }
            else
            {
                field.Evaluate(t1, end, next);
            }

            Flat.AddScaled(x.Values, h / 2, velocity.Values);
            Flat.AddScaled(x.Values, h / 2, next.Values);
            if (block != StepBlock.Refined)
            {
                (velocity, next) = (next, velocity);
            }

            made++;
        }

        private void Refine(double t, SampleBatch x, SampleBatch old)
        {
            counter?.AddRefinements(x.Count);
            refiner?.Refine(t, x, old);
        }
    }
}
