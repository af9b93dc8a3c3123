using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>
/// A rule whose grids have one interval more than the solver takes steps: the first, from 0 to t_0, is a jump that costs no
/// evaluation. The grid of K steps is {0, t_0, ..., 1} with K + 2 knots.
/// </summary>
public interface IWarmStartRule : IGridRule
{
    /// <summary>The solver that jumps first and then steps as another one does: the one to run on the rule's grids.</summary>
    /// <param name="solver">The solver of the steps.</param>
    ISolver Decorate(ISolver solver);
}
