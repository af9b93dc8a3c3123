using FlowDemo.Randomness;

namespace FlowDemo.Metrics.Statistics;

/// <summary>
/// The percentile bootstrap: groups are drawn with replacement and the interval runs between percentiles of the resampled
/// ratios. Every call draws the same groups, so that rows measured on the same samples stay paired.
/// </summary>
/// <remarks>B. Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7, 1979.</remarks>
internal static class Bootstrap
{
    private const int Resamples = 2000;

    /// <summary>The interval of a ratio of sums over independent samples.</summary>
    /// <param name="ratio">The ratio; its groups are drawn.</param>
    public static Estimate Interval(GroupedRatio ratio)
    {
        double[] resampled = new double[Resamples];
        ulong counter = 0;
        for (int b = 0; b < Resamples; b++)
        {
            resampled[b] = Resample(ratio.Above.Values, ratio.Below.Values, ref counter);
        }

        Array.Sort(resampled);
        double tail = (1 - Intervals.Confidence) / 2;

        // Rounding alone can put the value outside where all groups agree.
        double low = Math.Min(ratio.Value, SampleQuantile.OfSorted(resampled, tail));
        double high = Math.Max(ratio.Value, SampleQuantile.OfSorted(resampled, 1 - tail));
        return new Estimate(ratio.Value, low, high);
    }

    private static double Resample(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, ref ulong counter)
    {
        ulong groups = (ulong)numerators.Length;
        double above = 0;
        double below = 0;
        for (int drawn = 0; drawn < numerators.Length; drawn++)
        {
            // A library generator would be most of the cost here. The upper half of the number times the number of groups, as a fixed-point
            // fraction; the bias is below 2^-22.
            int g = (int)(((SplitMix64.At(0, counter++) >> 32) * groups) >> 32);
            above += numerators[g];
            below += denominators[g];
        }

        return GroupedRatio.Quotient(above, below);
    }
}
