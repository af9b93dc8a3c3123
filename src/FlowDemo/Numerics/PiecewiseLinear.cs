namespace FlowDemo.Numerics;

/// <summary>A function that is known at equal distances, and linear between them.</summary>
internal static class PiecewiseLinear
{
    /// <summary>The value at a fraction of the way from the first to the last.</summary>
    /// <param name="values">The values, at least two.</param>
    /// <param name="fraction">In [0, 1].</param>
    public static double At(ReadOnlySpan<double> values, double fraction)
    {
        double position = fraction * (values.Length - 1);
        int before = Math.Min((int)position, values.Length - 2);
        return values[before] + ((position - before) * (values[before + 1] - values[before]));
    }

    /// <summary>A grid of another number of steps along the same curve of knots.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="steps">Steps wanted, at least 1.</param>
    public static TimeGrid Resample(TimeGrid grid, int steps) => TimeGrid.FromFractions(steps, f => At(grid.Knots.AsSpan(), f));
}
