namespace FlowDemo.Metrics.Statistics;

/// <summary>
/// The standard error of any statistic from its values without each of R independent groups in turn:
/// <c>se^2 = (R - 1)/R sum (theta_r - mean theta)^2</c>, with a Student t interval of R - 1 degrees of freedom.
/// </summary>
/// <remarks>B. Efron, The Jackknife, the Bootstrap and Other Resampling Plans, SIAM 1982, chapters 3 and 6.</remarks>
internal static class Jackknife
{
    /// <summary>The standard error.</summary>
    /// <param name="leaveOneOut">The statistic without each group; finite.</param>
    public static double StandardError(ReadOnlySpan<double> leaveOneOut)
    {
        double mean = 0;
        foreach (double value in leaveOneOut)
        {
            mean += value / leaveOneOut.Length;
        }

        double squares = 0;
        foreach (double value in leaveOneOut)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares * (leaveOneOut.Length - 1) / leaveOneOut.Length);
    }

    /// <summary>An interval that is symmetric about the statistic.</summary>
    /// <param name="value">The statistic over all groups; finite.</param>
    /// <param name="leaveOneOut">The statistic without each group; finite.</param>
    public static Estimate Linear(double value, ReadOnlySpan<double> leaveOneOut)
    {
        double error = StandardError(leaveOneOut);
        double margin = error == 0 ? 0 : error * StudentQuantile.Of(leaveOneOut.Length - 1);
        return new Estimate(value, value - margin, value + margin);
    }

    /// <summary>
    /// An interval for a statistic that is not negative, symmetric about its logarithm wherever that exists, else cut off at zero.
    /// </summary>
    /// <param name="value">The statistic over all groups; not negative, may be infinite.</param>
    /// <param name="leaveOneOut">The statistic without each group.</param>
    public static Estimate Positive(double value, double[] leaveOneOut)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return Estimate.Exact(value);
        }

        if (Array.TrueForAll(leaveOneOut, static v => v > 0 && double.IsFinite(v)))
        {
            double margin = Linear(0, Array.ConvertAll(leaveOneOut, Math.Log)).High;
            return new Estimate(value, value * Math.Exp(-margin), value * Math.Exp(margin));
        }

        if (!Array.TrueForAll(leaveOneOut, double.IsFinite))
        {
            return new Estimate(value, 0, double.PositiveInfinity);
        }

        Estimate linear = Linear(value, leaveOneOut);
        return linear with { Low = Math.Max(0, linear.Low) };
    }
}
