using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>Grids that a table or a search gives up to a number of steps L, and subdivision gives above it.</summary>
/// <remarks>
/// The grid that is subdivided is that of L / 4 steps: the one of L steps may have nothing left to choose (all the anchors
/// there are), the smaller one still shows where the steps should be dense.
/// </remarks>
/// <param name="limit">L, at least 1.</param>
/// <param name="build">The grid of K steps, for K from 1 to L.</param>
internal sealed class LimitedRule(int limit, Func<int, TimeGrid> build) : IGridRule
{
    /// <summary>Grids whose knots are chosen among anchors.</summary>
    /// <param name="anchors">The times to choose from.</param>
    /// <param name="path">The indices of the K + 1 chosen ones.</param>
    public static LimitedRule AmongAnchors(TimeGrid anchors, Func<int, int[]> path) =>
        new(anchors.Steps, steps => new TimeGrid([.. path(steps).Select(i => anchors[i])]));

    public TimeGrid Build(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return steps <= limit ? build(steps) : PiecewiseLinear.Resample(build(Math.Max(1, limit / 4)), steps);
    }
}
