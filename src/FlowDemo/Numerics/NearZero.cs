namespace FlowDemo.Numerics;

/// <summary>
/// e^x - 1 and log(1 + x) to rounding however near x is to 0. Those of System.Double are Exp(x) - 1 and Log(x + 1) as they stand, and
/// lose there what the subtraction and the sum cancel.
/// </summary>
/// <remarks>
/// With u what e^x or 1 + x is rounded to, <c>(u - 1) / log(u)</c> is for u what is wanted for x, and hardly changes from one to the
/// other: W. Kahan, in N. Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 1.14.1.
/// </remarks>
internal static class NearZero
{
    /// <summary>e^x - 1.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>x itself, with its sign, where it is too small to tell e^x from 1 + x.</returns>
    public static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x
            : Math.Abs(x) > 1 ? u - 1
            : (u - 1) * x / Math.Log(u);
    }

    /// <summary>log(1 + x).</summary>
    /// <param name="x">At least -1.</param>
    /// <returns>x itself, with its sign, where it is too small to tell 1 + x from 1.</returns>
    public static double LogP1(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(u) ? x : Math.Log(u) * x / (u - 1);
    }
}
