namespace FlowDemo.Fitting.Families;

/// <summary>Euler steps whose velocity is evaluated at a time of its own: <c>x_{k+1} = x_k + (t_{k+1} - t_k) u(x_k, c_k)</c>.</summary>
/// <param name="steps">K, at least 1.</param>
/// <param name="window">
/// Most that a time may be away from the start of its step, as a share of the shortest step; the first stays at 0. Null for no
/// such bound.
/// </param>
/// <remarks>
/// Tong et al., Learning to Discretize Denoising Diffusion ODEs, 2024, arXiv 2405.15506. Parameters: K - 1 for the knots, then
/// K for the times, <c>c = sin^2(p)</c>; with a window w K - 1 for them, <c>c = t + w sin(p) min h</c>.
/// </remarks>
internal sealed class DecoupledFamily(int steps, double? window = null) : ISamplerFamily
{
    /// <inheritdoc/>
    public CoefficientLayout Layout { get; } = new(steps);

    /// <summary>The parameters of Euler's method on a grid, its first evaluation moved away from the end of the interval [0, 1].</summary>
    /// <param name="grid">A grid of K steps.</param>
    /// <param name="shift">Share of each step by which its evaluation is late.</param>
    public double[] FromGrid(TimeGrid grid, double shift)
    {
        if (window is not null)
        {
            return [.. KnotLogits.FromGrid(grid), .. Enumerable.Repeat(Math.Asin(shift), steps - 1)];
        }

        IEnumerable<double> times = Enumerable.Range(0, grid.Steps)
            .Select(k => Math.Asin(Math.Sqrt(grid[k] + (shift * (grid[k + 1] - grid[k])))));
        return [.. KnotLogits.FromGrid(grid), .. times];
    }

    /// <summary>The grid that the steps end at.</summary>
    /// <param name="parameters">The parameters.</param>
    public TimeGrid Grid(ReadOnlySpan<double> parameters)
    {
        double[] knots = new double[steps + 1];
        KnotLogits.ToKnots(parameters[..(steps - 1)], knots.AsSpan(1, steps - 1));
        knots[steps] = 1;
        return new TimeGrid(knots);
    }

    /// <inheritdoc/>
    public double[] Coefficients(ReadOnlySpan<double> parameters)
    {
        TimeGrid grid = Grid(parameters);
        double shortest = Enumerable.Range(0, steps).Min(k => grid[k + 1] - grid[k]);
        double[] values = Layout.Identity();
        for (int k = 0; k < steps; k++)
        {
            values[Layout.Time(k)] = window is double w
                ? grid[k] + (k == 0 ? 0 : w * shortest * Math.Sin(parameters[steps - 2 + k]))
                : Math.Pow(Math.Sin(parameters[steps - 1 + k]), 2);
            for (int i = k + 1; i <= steps; i++)
            {
                values[Layout.Weight(i, k)] = grid[k + 1] - grid[k];
            }
        }

        return values;
    }
}
