using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// FireFlow: the midpoint rule whose way to the midpoint reuses the midpoint velocity of the step before,
/// <c>v = u(x + h/2 v_before, t + h/2), x += h v; first: v_before = u(x, 0)</c>. Order 2 (the midpoint state is off by
/// O(h^2)), N + 1 evaluations, carries one velocity. Never evaluates u at t = 1.
/// </summary>
/// <remarks>
/// Deng et al., FireFlow: Fast Inversion of Rectified Flow for Image Semantic Editing, 2024, arXiv 2412.07517, algorithm 1.
/// </remarks>
internal sealed class FireFlow : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "fireflow", "The midpoint rule, reaching the midpoint with the midpoint velocity of the step before.", static _ => new FireFlow())
    {
        Formula = "v = u(x + h/2 v_before, t + h/2), x += h v",
        Convergence = new ConvergenceOrder(2),
        Cost = "N + 1",
        Source = "Deng et al., FireFlow: Fast Inversion of Rectified Flow for Image Semantic Editing, 2024, arXiv 2412.07517, algorithm 1",
        Notes = "Never evaluates u at t = 1.",
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow.Field, batch);

    private sealed class Stepper(IVelocityField field, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch velocity = batch.NewLike();
        private readonly SampleBatch middle = batch.NewLike();
        private bool started;

        public void Step(double t0, double t1, SampleBatch x)
        {
            double h = t1 - t0;
            if (!started)
            {
                field.Evaluate(t0, x, velocity);
                started = true;
            }

            x.Values.CopyTo(middle.Values);
            Flat.AddScaled(middle.Values, h / 2, velocity.Values);
            field.Evaluate(t0 + (h / 2), middle, velocity);
            Flat.AddScaled(x.Values, h, velocity.Values);
        }
    }
}
