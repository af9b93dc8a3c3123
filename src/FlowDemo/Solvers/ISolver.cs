using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>A rule that advances samples from one knot of a time grid to the next.</summary>
public interface ISolver
{
    /// <summary>The number of steps that spends a budget exactly.</summary>
    /// <param name="evaluations">Velocity evaluations per sample, at least 1.</param>
    /// <returns>The steps, or null where no number of steps costs just that much.</returns>
    int? StepsFor(int evaluations);

    /// <summary>
    /// Whether the method, run unchanged on a <see cref="TangentField"/>, differentiates its own map: true where a step is
    /// linear in states and velocities with coefficients that depend on the times alone.
    /// </summary>
    bool CarriesTangents => true;

    /// <summary>Whether steps add noise: then a sample is not meant to end where the reference from the same noise does.</summary>
    bool IsStochastic => false;

    /// <summary>Begins to solve for one batch; whatever the method carries from step to step is allocated here.</summary>
    /// <param name="flow">The field to follow, and its path.</param>
    /// <param name="grid">The grid that will be walked, knot by knot.</param>
    /// <param name="batch">A batch of the shape that will be advanced; only its shape is used.</param>
    IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch);
}
