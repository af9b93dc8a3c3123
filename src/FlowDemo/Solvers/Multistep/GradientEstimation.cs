using FlowDemo.Fields;

namespace FlowDemo.Solvers.Multistep;

/// <summary>
/// Gradient estimation: Euler's method along a velocity that is extrapolated from the one before, <c>x += h (u + (g - 1) (u -
/// u_before))</c>;
/// the first and the last step are Euler's. Order 1 for g other than 3/2, N evaluations, carries one velocity. With g = 3/2 on even
/// grids it is ab2 but for its last step.
/// </summary>
/// <remarks>
/// Permenter, Yuan, Interpreting and Improving Diffusion Models from an Optimization Perspective, 2023, arXiv 2306.04848, as ComfyUI
/// applies it to flow models.
/// </remarks>
/// <param name="factor">g.</param>
internal sealed class GradientEstimation(double factor) : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "gradient-estimation", "Euler along a velocity extrapolated from the one before.", static a =>
            new GradientEstimation(a.Number(0, 1, 3)))
    {
        Formula = "x += h (u + (g - 1) (u - u_before)); first and last: x += h u",
        Convergence = new ConvergenceOrder(1, "; 2 for g = 1.5 on even grids") { Slack = 0.3 },
        Cost = "N",
        Source = "Permenter, Yuan, Interpreting and Improving Diffusion Models from an Optimization Perspective, 2023, arXiv 2306.04848",
        Notes = "What ComfyUI calls gradient_estimation. g = 1 is euler.",
        Aliases = [("gradient_estimation", "ComfyUI")],
        Parameters = [new("factor", "2", "g from 1 to 3.")],
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow.Field, factor, new EvaluationHistory(2, batch));

    private sealed class Stepper(IVelocityField field, double factor, EvaluationHistory history) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            field.Evaluate(t0, x, history.Push(t0));
            double extra = history.Count > 1 && t1 < 1 ? factor - 1 : 0;
            Flat.AddScaled(x.Values, (1 + extra) * (t1 - t0), history[0].Values);
            if (extra != 0)
            {
                Flat.AddScaled(x.Values, -extra * (t1 - t0), history[1].Values);
            }
        }
    }
}
