using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Solvers;

/// <summary>A schedule that is ready to give grids for one problem and one solver.</summary>
public interface IGridRule
{
    /// <summary>
    /// The jump that takes the place of the first interval and costs no evaluation; null where every interval is a step. The
    /// grid of K steps is then {0, t_0, ..., 1} with K + 2 knots, and what runs on it is a <see cref="WarmStartSolver"/>.
    /// </summary>
    WarmStart? Jump => null;

    /// <summary>The grid of K steps.</summary>
    /// <param name="steps">K, at least 1; K = 1 always gives {0, 1} where there is no jump.</param>
    /// <exception cref="FlowDemoException">The schedule has no grid of so many steps.</exception>
    TimeGrid Build(int steps);
}
