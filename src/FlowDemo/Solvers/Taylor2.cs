using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// The Taylor step with the exact second derivative, <c>x += h u(x, t) + h^2/2 a(x, t), a = du/dt + (du/dx) u</c>. Order 2, N
/// evaluations and N derivatives, which are counted apart: it is no match for methods that see velocities only. Carries
/// nothing.
/// </summary>
/// <remarks>Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section I.8.</remarks>
internal sealed class Taylor2 : IOneStepSolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "taylor2", "Taylor step with the exact second derivative.", static _ => new Taylor2())
    {
        Formula = "x += h u(x, t) + h^2/2 a(x, t), a = du/dt + (du/dx) u",
        Convergence = new ConvergenceOrder(2),
        Cost = "N and N derivatives",
        Source = "Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section I.8",
        Notes = "Sees more than velocities, so it is a yardstick, no rival. Has no exact divergence.",
    };

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public string? ObstacleOn(Flow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Field is IDifferentiableField ? null : "needs the exact derivatives of the field, and this field has none";
    }

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, SampleBatch batch) => StartStepper(flow, batch);

    /// <summary>As <see cref="Start"/>, for a method that begins with a step of this one.</summary>
    /// <param name="flow">The field and its path.</param>
    /// <param name="batch">A batch of the shape that will be advanced.</param>
    internal static ISlopeStepper StartStepper(Flow flow, SampleBatch batch) =>
        flow.Field is IDifferentiableField field && field.ExtraVelocities(jacobian: false, acceleration: true) == 0
            ? new Stepper(field, batch)
            : throw FlowDemoException.Obstacle(
                "A Taylor step needs the exact derivatives of the field, and this field has none; use another field or another solver.");

    private sealed class Stepper(IDifferentiableField field, SampleBatch batch) : ISlopeStepper
    {
        private readonly SampleBatch a = batch.NewLike();

        public SampleBatch Slope { get; } = batch.NewLike();

        public void Step(double t0, double t1, SampleBatch x)
        {
            double h = t1 - t0;
            field.Differentiate(t0, x, Slope, null, a);
            Flat.AddScaled(x.Values, h, Slope.Values);
            Flat.AddScaled(x.Values, h * h / 2, a.Values);
        }
    }
}
