namespace FlowDemo.Schedules.Search;

/// <summary>
/// Lowers a sum of absolute values of smooth functions of increasing knots. Its minimum lies where several of them are zero, in a
/// corner that a descent by single knots cannot follow. So the corners are rounded, first widely, then less and less, and each
/// rounded sum is lowered by a quasi-Newton method (BFGS) in the logarithms of the gaps, which keep the knots in order.
/// </summary>
/// <remarks>Nocedal, Wright, Numerical Optimization, 2006, algorithm 6.1 with backtracking.</remarks>
internal static class KinkDescent
{
    private const int Iterations = 150;
    private const double Difference = 1e-5;
    private const double Tolerance = 1e-10;

    /// <summary>Widths of the corners in units of the sum at the start.</summary>
    private static readonly double[] Corners = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

    /// <summary>Descends from a start.</summary>
    /// <param name="start">Increasing values; the first and the last stay.</param>
    /// <param name="objective">The sum for given knots, each |x| in it replaced by sqrt(x^2 + w^2); w = 0 is the sum itself.</param>
    /// <returns>Increasing values whose sum is at most that of the start, and the sum.</returns>
    public static (double[] Knots, double Value) Minimise(double[] start, Func<double[], double, double> objective)
    {
        double size = objective(start, 0);
        (double[] Knots, double Value) best = (start, size);
        double[] gaps = Gaps(start);
        foreach (double corner in Corners)
        {
            gaps = Descend(gaps, g => objective(Knots(start, g), corner * size));
            double[] knots = Knots(start, gaps);
            double value = objective(knots, 0);
            best = value < best.Value ? (knots, value) : best;
        }

        return best;
    }

    /// <summary>Descends on a function without corners.</summary>
    /// <param name="start">Increasing values; the first and the last stay.</param>
    /// <param name="objective">The function of the knots.</param>
    public static double[] MinimiseSmooth(double[] start, Func<double[], double> objective) =>
        Knots(start, Descend(Gaps(start), g => objective(Knots(start, g))));

    private static double[] Gaps(double[] knots) => [.. knots.Skip(1).Zip(knots, static (to, from) => Math.Log(to - from))];

    /// <summary>Knots whose gaps are in the proportion of exp(g).</summary>
    private static double[] Knots(double[] ends, double[] gaps)
    {
        double largest = gaps.Max();
        double whole = gaps.Sum(g => Math.Exp(g - largest));
        double[] knots = [.. ends];
        double sum = 0;
        for (int k = 1; k < ends.Length - 1; k++)
        {
            sum += Math.Exp(gaps[k - 1] - largest);
            knots[k] = ends[0] + ((ends[^1] - ends[0]) * sum / whole);
        }

        return knots;
    }

    private static double[] Descend(double[] start, Func<double[], double> objective)
    {
        int n = start.Length;
        double[] x = start;
        double value = objective(x);
        double[] slope = Slope(x, objective);
        double[,] inverse = Identity(n);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[] step = Times(inverse, slope, -1);
            double rate = Dot(step, slope);
            if (rate >= 0)
            {
                inverse = Identity(n);
                step = [.. slope.Select(static s => -s)];
                rate = Dot(step, slope);
            }

            // No gap changes by more than a factor e in one step.
            double length = Math.Min(1, 1 / Math.Max(1e-300, step.Max(Math.Abs)));
            double[] next = Along(x, length, step);
            double reached = objective(next);
            while (!(reached <= value + (1e-4 * length * rate)) && length > 1e-12)
            {
                length /= 2;
                next = Along(x, length, step);
                reached = objective(next);
            }

            if (!(value - reached > Tolerance * Math.Abs(value)))
            {
                break;
            }

            double[] changed = Slope(next, objective);
            Update(inverse, Along(next, -1, x), Along(changed, -1, slope));
            (x, value, slope) = (next, reached, changed);
        }

        return x;
    }

    /// <summary><c>H = (I - s y^T / s.y) H (I - y s^T / s.y) + s s^T / s.y</c>, left out where s.y is not positive.</summary>
    private static void Update(double[,] inverse, double[] s, double[] y)
    {
        double product = Dot(s, y);
        if (!(product > 1e-300))
        {
            return;
        }

        double[] image = Times(inverse, y, 1);
        double factor = (1 + (Dot(y, image) / product)) / product;
        for (int i = 0; i < s.Length; i++)
        {
            for (int j = 0; j < s.Length; j++)
            {
                inverse[i, j] += (factor * s[i] * s[j]) - (((image[i] * s[j]) + (s[i] * image[j])) / product);
            }
        }
    }

    private static double[] Slope(double[] x, Func<double[], double> objective)
    {
        double[] moved = [.. x];
        double[] slope = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            moved[i] = x[i] + Difference;
            double above = objective(moved);
            moved[i] = x[i] - Difference;
            slope[i] = (above - objective(moved)) / (2 * Difference);
            moved[i] = x[i];
        }

        return slope;
    }

    private static double[,] Identity(int n)
    {
        double[,] identity = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            identity[i, i] = 1;
        }

        return identity;
    }

    private static double[] Times(double[,] matrix, double[] x, double sign)
    {
        double[] product = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                product[i] += sign * matrix[i, j] * x[j];
            }
        }

        return product;
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, static (a, b) => a * b).Sum();

    private static double[] Along(double[] x, double length, double[] step) => [.. x.Zip(step, (a, b) => a + (length * b))];
}
