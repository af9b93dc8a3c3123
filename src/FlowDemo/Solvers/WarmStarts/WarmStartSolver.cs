using FlowDemo.Fields;
using FlowDemo.Targets;

namespace FlowDemo.Solvers.WarmStarts;

/// <summary>
/// Takes the first step of a grid as a jump that costs no evaluation, and all others with another solver, which so starts at
/// t_0, the second knot; a multistep method bootstraps there.
/// </summary>
/// <param name="inner">The solver of the other steps.</param>
/// <param name="warmStart">The jump.</param>
public sealed class WarmStartSolver(ISolver inner, WarmStart warmStart) : ISolver
{
    /// <inheritdoc/>
    public bool RunsBackward => false;

    /// <inheritdoc/>
    public bool CarriesTangents => inner.CarriesTangents;

    /// <inheritdoc/>
    public bool IsStochastic => inner.IsStochastic;

    /// <inheritdoc/>
    public ISolver? WithoutNoise => inner.WithoutNoise is ISolver plain ? new WarmStartSolver(plain, warmStart) : null;

    /// <inheritdoc/>
    /// <returns>The steps of the grid, the jump included.</returns>
    public int? StepsFor(int evaluations) => inner.StepsFor(evaluations) + 1;

    /// <inheritdoc/>
    public ISolver For(GaussianMixture target) => new WarmStartSolver(inner.For(target), warmStart.For(target));

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(inner.Start(flow, grid, batch), warmStart);

    private sealed class Stepper(IStepper inner, WarmStart warmStart) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            if (t0 == 0)
            {
                warmStart.At(t1).Apply(x, x);
            }
            else
            {
                inner.Step(t0, t1, x);
            }
        }
    }
}
