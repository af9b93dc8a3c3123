using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// A solver that carries nothing from step to step, so that a single step may be taken between any two times: what a
/// schedule that adds up the local errors of single steps needs.
/// </summary>
public interface IOneStepSolver : ISolver
{
    /// <inheritdoc/>
    IOneStepSolver? ISolver.SingleStep => this;

    /// <summary>Begins without a grid; the steps may come in any order and between any times.</summary>
    /// <param name="flow">The field to follow, and its path.</param>
    /// <param name="batch">A batch of the shape that will be advanced; only its shape is used.</param>
    IStepper Start(Flow flow, SampleBatch batch);

    /// <inheritdoc/>
    IStepper ISolver.Start(Flow flow, TimeGrid grid, SampleBatch batch) => Start(flow, batch);
}
