namespace FlowDemo.Schedules.Search;

/// <summary>
/// Lowers a function of increasing knots by moving one interior knot at a time between its neighbours: golden-section search in
/// a window that narrows from sweep to sweep. Needs no derivative, never gets worse, and does not mind kinks.
/// </summary>
internal static class CoordinateDescent
{
    private const int Sweeps = 100;
    private const double Precision = 1e-3;
    private const double Narrowing = 0.85;
    private const double Tolerance = 1e-11;
    private const double Widest = 0.98;

    /// <summary>Descends from a start.</summary>
    /// <param name="start">Increasing values; the first and the last stay.</param>
    /// <param name="objective">What to lower; it must not keep or change the array it is given.</param>
    /// <returns>Increasing values whose objective is at most that of the start.</returns>
    public static double[] Minimise(double[] start, Func<double[], double> objective)
    {
        double[] knots = [.. start];
        double best = objective(knots);
        double window = Widest;
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            double before = best;
            for (int k = 1; k < knots.Length - 1; k++)
            {
                best = Improve(knots, k, window, best, objective);
            }

            window *= Narrowing;
            if (before - best <= Tolerance * Math.Abs(best) && window < 0.1)
            {
                break;
            }
        }

        return knots;
    }

    private static double Improve(double[] knots, int k, double window, double best, Func<double[], double> objective)
    {
        double middle = knots[k];
        double low = middle - (window * (middle - knots[k - 1]));
        double high = middle + (window * (knots[k + 1] - middle));
        double found = GoldenSection.Minimise(At, low, high, Precision * (high - low));
        double value = At(found);
        knots[k] = value < best ? found : middle;
        return Math.Min(value, best);

        double At(double position)
        {
            knots[k] = position;
            return objective(knots);
        }
    }
}
