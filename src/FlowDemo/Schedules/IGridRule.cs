namespace FlowDemo.Schedules;

/// <summary>A schedule that is ready to give grids for one problem and one solver.</summary>
public interface IGridRule
{
    /// <summary>The grid of K steps.</summary>
    /// <param name="steps">K, at least 1; K = 1 always gives {0, 1}.</param>
    /// <exception cref="FlowDemoException">The schedule has no grid of so many steps.</exception>
    TimeGrid Build(int steps);
}
