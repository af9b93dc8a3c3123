namespace FlowDemo.Solvers;

/// <summary>Where on its grid a step is: a method whose steps differ cannot count them, because a warm start may take the first.</summary>
internal static class GridPosition
{
    /// <summary>The index of the step that begins at a knot.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="t0">One of its knots, not the last.</param>
    public static int StepAt(TimeGrid grid, double t0) => grid.Knots.AsSpan().BinarySearch(t0);

    /// <summary>Steps from a knot to the end, at least 1.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="t0">One of its knots, not the last.</param>
    public static int StepsFrom(TimeGrid grid, double t0) => grid.Steps - StepAt(grid, t0);
}
