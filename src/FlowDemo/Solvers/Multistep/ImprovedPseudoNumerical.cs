using FlowDemo.Fields;

namespace FlowDemo.Solvers.Multistep;

/// <summary>
/// iPNDM: Adams-Bashforth with the weights of an even grid whatever the grid is, <c>x += h sum_j b_j u_j, b = (1), (3, -1)/2,
/// (23, -16, 5)/12, (55, -59, 37, -9)/24 as the history grows</c>. N evaluations, carries up to 4 velocities. Order 2 where
/// neighbouring steps become equal (Euler's first step caps it), 1 on rough grids. On an even grid it equals <c>ab4</c>.
/// </summary>
/// <param name="order">Longest history used, from 1 to 4.</param>
/// <remarks>
/// Zhang, Chen, Fast Sampling of Diffusion Models with Exponential Integrator, 2022, arXiv 2204.13902, section 3.3, there on
/// the noise prediction; after Liu et al., Pseudo Numerical Methods for Diffusion Models on Manifolds, 2022, arXiv 2202.09778.
/// </remarks>
internal sealed class ImprovedPseudoNumerical(int order) : ISolver
{
    private static readonly double[][] Weights =
    [
        [1],
        [3.0 / 2, -1.0 / 2],
        [23.0 / 12, -16.0 / 12, 5.0 / 12],
        [55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24],
    ];

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "ipndm", "Adams-Bashforth with the weights of an even grid on every grid.", static a =>
            new ImprovedPseudoNumerical(a.Integer(0, 1, 4)))
    {
        Formula = "x += h (55 u0 - 59 u1 + 37 u2 - 9 u3) / 24, shorter at first",
        Convergence = new ConvergenceOrder(2, "; 1 on rough grids"),
        Cost = "N",
        Source = "Zhang, Chen, Fast Sampling of Diffusion Models with Exponential Integrator, 2022, arXiv 2204.13902, section 3.3",
        Notes = "Equals ab4 on an even grid. Here on the velocity; there on the noise prediction.",
        Parameters = [new("order", "4", "longest history used, 1 to 4.")],
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow.Field, new EvaluationHistory(order, batch));

    private sealed class Stepper(IVelocityField field, EvaluationHistory history) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            field.Evaluate(t0, x, history.Push(t0));
            double[] fixedWeights = Weights[history.Count - 1];
            Span<double> weights = stackalloc double[fixedWeights.Length];
            for (int j = 0; j < weights.Length; j++)
            {
                weights[j] = (t1 - t0) * fixedWeights[j];
            }

            history.AddTo(x, weights);
        }
    }
}
