using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;

namespace FlowDemo.Metrics.Statistics;

/// <summary>Quantiles of one value per sample, linear between order statistics, with intervals.</summary>
internal static class SampleQuantile
{
    /// <summary>The quantile of sorted values: position <c>(n - 1) p</c>, linear between neighbours (definition 7 of Hyndman and Fan, 1996).</summary>
    /// <param name="sorted">Increasing values, at least one; the last ones may be infinite.</param>
    /// <param name="probability">In [0, 1].</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        (int below, double fraction) = Position(sorted.Length, probability);
        return fraction == 0 ? sorted[below] : Between(sorted[below], sorted[below + 1], fraction);
    }

    /// <summary>The quantile and its interval.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="values">One value per sample, not negative; may be infinite.</param>
    /// <param name="probability">In (0, 1).</param>
    public static Estimate Interval(NoiseSet noise, ReadOnlySpan<double> values, double probability)
    {
        double[] sorted = values.ToArray();
        int[] replicates = new int[sorted.Length];
        for (int r = 0; r < noise.Replicates; r++)
        {
            replicates.AsSpan(noise.Start(r)..noise.Start(r + 1)).Fill(r);
        }

        Array.Sort(sorted, replicates);
        double value = OfSorted(sorted, probability);
        return noise.Replicates > 1
            ? Jackknife.Positive(value, LeaveOneOut(noise, sorted, replicates, probability))
            : BetweenOrderStatistics(sorted, value, probability);
    }

    /// <summary>
    /// The number of n independent values below the true quantile is binomial, which gives the interval without resampling:
    /// it is where the percentile bootstrap of a quantile tends to with ever more resamples.
    /// </summary>
    private static Estimate BetweenOrderStatistics(double[] sorted, double value, double probability)
    {
        double tail = (1 - Intervals.Confidence) / 2;
        int lower = BinomialQuantile(sorted.Length, probability, tail) - 1;
        int upper = BinomialQuantile(sorted.Length, probability, 1 - tail);
        return new Estimate(value, Math.Min(value, sorted[Math.Max(lower, 0)]), Math.Max(value, sorted[Math.Min(upper, sorted.Length - 1)]));
    }

    private static int BinomialQuantile(int trials, double probability, double level)
    {
        (int low, int high) = (0, trials);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Binomial.CDF(probability, trials, middle) >= level ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static double[] LeaveOneOut(NoiseSet noise, double[] sorted, int[] replicates, double probability)
    {
        double[] quantiles = new double[noise.Replicates];
        for (int r = 0; r < quantiles.Length; r++)
        {
            int kept = sorted.Length - (noise.Start(r + 1) - noise.Start(r));
            (int below, double fraction) = Position(kept, probability);
            int index = -1;
            for (int rank = -1; rank < below;)
            {
                rank += replicates[++index] == r ? 0 : 1;
            }

            int next = index + 1;
            while (fraction > 0 && replicates[next] == r)
            {
                next++;
            }

            quantiles[r] = fraction == 0 ? sorted[index] : Between(sorted[index], sorted[next], fraction);
        }

        return quantiles;
    }

    private static (int Below, double Fraction) Position(int count, double probability)
    {
        double position = (count - 1) * probability;
        int below = (int)position;
        return (below, position - below);
    }

    // Equal neighbours first: between two infinite values the difference would not be a number.
    private static double Between(double low, double high, double fraction) => low == high ? low : low + (fraction * (high - low));
}
