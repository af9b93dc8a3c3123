using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// Heun's method as the EDM sampler uses it: the step that ends at t = 1 is Euler's, so that u is never evaluated there.
/// <c>x += h (u(x, t) + u(x + h u(x, t), t + h)) / 2; last: x += h u(x, t)</c>. Order 2 (one local error of order 2 at the
/// end), 2N - 1 evaluations, carries nothing.
/// </summary>
/// <remarks>
/// Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, algorithm 1.
/// </remarks>
internal sealed class HeunEdm : IOneStepSolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "heun-edm", "Heun's method with an Euler step at the end.", static _ => new HeunEdm())
    {
        Formula = "as heun; last step: x += h u(x, t)",
        Convergence = new ConvergenceOrder(2),
        Cost = "2N - 1",
        Source = "Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, algorithm 1",
        Notes = "What EDM, k-diffusion and diffusers call Heun. Never evaluates u at t = 1.",
        Aliases = ["edm", ("FlowMatchHeunDiscrete", "diffusers")],
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 2, -1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, SampleBatch batch) => new Stepper(Tableaus.Heun.Start(flow, batch), Tableaus.Euler.Start(flow, batch));

    private sealed class Stepper(IStepper inner, IStepper last) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x) => (t1 == 1 ? last : inner).Step(t0, t1, x);
    }
}
