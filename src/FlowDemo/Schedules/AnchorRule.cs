namespace FlowDemo.Schedules;

/// <summary>Grids whose knots are chosen among M + 1 anchors.</summary>
/// <remarks>
/// More than M steps have no path through the anchors. Then the grid of M / 4 steps, which still shows where the steps
/// should be dense (that of M steps is the anchors themselves), is subdivided.
/// </remarks>
/// <param name="anchors">The times to choose from.</param>
/// <param name="path">The indices of the K + 1 chosen anchors, for K from 1 to M.</param>
internal sealed class AnchorRule(TimeGrid anchors, Func<int, int[]> path) : IGridRule
{
    public TimeGrid Build(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return steps <= anchors.Steps
            ? Choose(steps)
            : GridRefinement.Subdivide(Choose(Math.Max(1, anchors.Steps / 4)), steps);
    }

    private TimeGrid Choose(int steps) => new([.. path(steps).Select(i => anchors[i])]);
}
