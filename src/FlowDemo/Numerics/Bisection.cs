namespace FlowDemo.Numerics;

/// <summary>Roots of increasing functions, to the last bit.</summary>
internal static class Bisection
{
    /// <summary>The point where an increasing function passes through zero.</summary>
    /// <param name="function">Increasing from at most 0 at <paramref name="low"/> to at least 0 at <paramref name="high"/>.</param>
    /// <param name="low">Lower end of the bracket.</param>
    /// <param name="high">Upper end of the bracket.</param>
    public static double Solve(Func<double, double> function, double low, double high)
    {
        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            if (function(middle) < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }
}
