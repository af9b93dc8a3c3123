using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// RF-Solver: a second-order Taylor step whose derivative is a difference of two velocities along the step,
/// <c>a = (u(x + d u, t + d) - u(x, t)) / d, x += h u + h^2/2 a, d = h times the probe</c>. Order 2, 2N evaluations, carries
/// nothing. With the released probe of half a step it is the midpoint rule, term by term; not to be confused with the
/// one-evaluation variant of blog posts, which is <c>ab2</c>.
/// </summary>
/// <param name="probe">d / h, where the second velocity is taken, in (0, 1].</param>
/// <remarks>Wang et al., Taming Rectified Flow for Inversion and Editing, 2024, arXiv 2411.04746, algorithm 1.</remarks>
internal sealed class RfSolver(double probe) : IOneStepSolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "rf", "RF-Solver: Taylor step with a derivative by differences.", static a => new RfSolver(a.Number(0, 0.001, 1)))
    {
        Formula = "a = (u(x + d u, t + d) - u) / d, x += h u + h^2/2 a",
        Convergence = new ConvergenceOrder(2),
        Cost = "2N",
        Source = "Wang et al., Taming Rectified Flow for Inversion and Editing, 2024, arXiv 2411.04746",
        Notes = "With d = h/2, as released, it is midpoint.",
        Parameters = [new("probe", "0.5", "d / h, from 0.001 to 1; small ones tend to taylor2.")],
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 2);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, SampleBatch batch) => new Stepper(flow.Field, probe, batch);

    private sealed class Stepper(IVelocityField field, double probe, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch u = batch.NewLike();
        private readonly SampleBatch ahead = batch.NewLike();
        private readonly SampleBatch a = batch.NewLike();

        public void Step(double t0, double t1, SampleBatch x)
        {
            double h = t1 - t0;
            double d = probe * h;
            field.Evaluate(t0, x, u);
            x.Values.CopyTo(ahead.Values);
            Flat.AddScaled(ahead.Values, d, u.Values);
            field.Evaluate(probe == 1 ? t1 : t0 + d, ahead, a);
            Flat.Combine(a.Values, 1 / d, -1 / d, u.Values);
            Flat.AddScaled(x.Values, h, u.Values);
            Flat.AddScaled(x.Values, h * h / 2, a.Values);
        }
    }
}
