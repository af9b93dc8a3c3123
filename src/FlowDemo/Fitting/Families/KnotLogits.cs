namespace FlowDemo.Fitting.Families;

/// <summary>
/// Knots as unconstrained parameters: interval m of n has the length <c>exp(p_m) / sum exp(p)</c> with the last parameter fixed
/// at 0, so that any real numbers give increasing times.
/// </summary>
internal static class KnotLogits
{
    /// <summary>No interval is shorter than e^-20 = 2e-9 of the longest: knots stay apart however far the parameters run.</summary>
    private const double Limit = 20;

    /// <summary>The interior knots.</summary>
    /// <param name="parameters">n - 1 parameters for n intervals.</param>
    /// <param name="knots">Receives the n - 1 knots inside (0, 1).</param>
    public static void ToKnots(ReadOnlySpan<double> parameters, Span<double> knots)
    {
        double largest = 0;
        foreach (double parameter in parameters)
        {
            largest = Math.Max(largest, parameter);
        }

        double sum = 0;
        for (int m = 0; m < parameters.Length; m++)
        {
            sum += Math.Exp(Math.Max(parameters[m] - largest, -Limit));
            knots[m] = sum;
        }

        double total = sum + Math.Exp(Math.Max(-largest, -Limit));
        for (int m = 0; m < parameters.Length; m++)
        {
            knots[m] /= total;
        }
    }

    /// <summary>The parameters that give the interior knots of a grid.</summary>
    /// <param name="grid">A grid of n steps.</param>
    public static double[] FromGrid(TimeGrid grid)
    {
        double last = grid[grid.Steps] - grid[grid.Steps - 1];
        return [.. Enumerable.Range(0, grid.Steps - 1).Select(m => Math.Log((grid[m + 1] - grid[m]) / last))];
    }
}
