namespace FlowDemo.Numerics;

/// <summary>Exponential and logarithm of arguments near 0, where those of the platform lose their digits.</summary>
/// <remarks>W. Kahan: the rounding of the intermediate result is in numerator and denominator alike, and cancels.</remarks>
internal static class NearZero
{
    /// <summary>e^x - 1.</summary>
    /// <param name="x">Any number.</param>
    public static double ExpM1(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x
            : Math.Abs(x) > 1 ? power - 1
            : (power - 1) * x / Math.Log(power);
    }

    /// <summary>log(1 + x).</summary>
    /// <param name="x">Above -1.</param>
    public static double LogP1(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
