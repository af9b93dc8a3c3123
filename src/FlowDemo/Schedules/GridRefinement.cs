namespace FlowDemo.Schedules;

/// <summary>Finer grids from coarse ones.</summary>
internal static class GridRefinement
{
    /// <summary>A grid of more steps that is dense where the coarse one is: knot i stands at position i / K along its knots.</summary>
    /// <param name="coarse">The grid to follow, linearly between its knots.</param>
    /// <param name="steps">K, at least 1.</param>
    public static TimeGrid Subdivide(TimeGrid coarse, int steps) => TimeGrid.FromFractions(steps, f =>
    {
        double position = f * coarse.Steps;
        int k = (int)position;
        return coarse[k] + ((position - k) * (coarse[k + 1] - coarse[k]));
    });
}
