namespace FlowDemo.Numerics;

/// <summary>Minima of functions of one variable, without derivatives.</summary>
internal static class GoldenSection
{
    private static readonly double Ratio = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The least point found in an interval; the minimum, if the function has only one there.</summary>
    /// <param name="function">What to minimise.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="tolerance">Stops once the interval is shorter.</param>
    public static double Minimise(Func<double, double> function, double low, double high, double tolerance)
    {
        double left = high - (Ratio * (high - low));
        double right = low + (Ratio * (high - low));
        double leftValue = function(left);
        double rightValue = function(right);
        while (high - low > tolerance)
        {
            if (leftValue <= rightValue)
            {
                (high, right, rightValue) = (right, left, leftValue);
                left = high - (Ratio * (high - low));
                leftValue = function(left);
            }
            else
            {
                (low, left, leftValue) = (left, right, rightValue);
                right = low + (Ratio * (high - low));
                rightValue = function(right);
            }
        }

        return leftValue <= rightValue ? left : right;
    }
}
