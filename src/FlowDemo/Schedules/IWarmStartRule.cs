using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Schedules;

/// <summary>
/// A rule whose grids have one interval more than the solver takes steps: the first, from 0 to t_0, is a jump that costs no
/// evaluation. The grid of K steps is {0, t_0, ..., 1} with K + 2 knots.
/// </summary>
public interface IWarmStartRule : IGridRule
{
    /// <summary>The jump; what runs on the rule's grids is a <see cref="WarmStartSolver"/> with it.</summary>
    WarmStart Jump { get; }
}
