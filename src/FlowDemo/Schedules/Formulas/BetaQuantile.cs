using MathNet.Numerics;

namespace FlowDemo.Schedules.Formulas;

/// <summary>Quantiles of the beta distribution.</summary>
internal static class BetaQuantile
{
    /// <summary>The x at which the regularised incomplete beta function I_x(a, b) equals f.</summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    /// <param name="fraction">f in (0, 1).</param>
    public static double At(double a, double b, double fraction) =>

        // Above the median the distance from 1 is what needs its digits.
        fraction <= SpecialFunctions.BetaRegularized(a, b, 0.5)
            ? Bisection.Solve(x => SpecialFunctions.BetaRegularized(a, b, x) - fraction, 0, 0.5)
            : 1 - Bisection.Solve(y => SpecialFunctions.BetaRegularized(b, a, y) - (1 - fraction), 0, 0.5);
}
