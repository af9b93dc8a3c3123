using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;

namespace FlowDemo.Metrics.Statistics;

/// <summary>Quantiles of one value per sample, linear between order statistics, with intervals.</summary>
internal static class SampleQuantile
{
    private const double FewestInTail = 5;

    /// <summary>
    /// The quantile of sorted values: position <c>(n - 1) p</c>, linear between neighbours (definition 7 of Hyndman and Fan, 1996).
    /// </summary>
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
        return HasTail(noise, probability)
            ? ByReplicates(noise, sorted, value, replicates, probability)
            : BetweenOrderStatistics(sorted, value, probability);
    }

    /// <summary>Whether the samples are too few to bound the quantile from above.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="probability">In (0, 1).</param>
    public static bool IsUnbounded(NoiseSet noise, double probability) =>
        !HasTail(noise, probability) && BinomialQuantile(noise.Count, probability, (1 + Intervals.Confidence) / 2) >= noise.Count;

    // Sets with hardly a sample in the tail do not tell how its share scatters; there the points of a lattice are as good as independent.
    private static bool HasTail(NoiseSet noise, double probability) =>
        noise.Replicates > 1 && Math.Min(probability, 1 - probability) * noise.Count / noise.Replicates >= FewestInTail;

    /// <summary>
    /// The number of n independent values below the true quantile is binomial, which gives the interval without resampling:
    /// it is where the percentile bootstrap of a quantile tends to with ever more resamples.
    /// </summary>
    private static Estimate BetweenOrderStatistics(double[] sorted, double value, double probability)
    {
        double tail = (1 - Intervals.Confidence) / 2;
        int lower = BinomialQuantile(sorted.Length, probability, tail) - 1;
        int upper = BinomialQuantile(sorted.Length, probability, 1 - tail);
        return Between(sorted, value, lower, upper);
    }

    /// <summary>
    /// Of the values that could be the true quantile those are left where the shares below, one for each replicate, agree with
    /// the probability by Student's t.
    /// </summary>
    private static Estimate ByReplicates(NoiseSet noise, double[] sorted, double value, int[] replicates, double probability)
    {
        // How many more than its part each replicate has below: with ever more values these rise one at a time.
        double[] excess = [.. Enumerable.Range(0, noise.Replicates).Select(r => -probability * (noise.Start(r + 1) - noise.Start(r)))];
        double critical = StudentQuantile.Of(noise.Replicates - 1);
        (double sum, double squares) = (excess.Sum(), excess.Sum(static e => e * e));
        (int first, int last) = (sorted.Length, 0);
        for (int below = 0; below <= sorted.Length; below++)
        {
            double scatter = Math.Max(0, squares - (sum * sum / noise.Replicates)) * noise.Replicates / (noise.Replicates - 1);
            if (sum * sum <= critical * critical * scatter)
            {
                (first, last) = (Math.Min(first, below), below);
            }

            if (below < sorted.Length)
            {
                int r = replicates[below];
                squares += (2 * excess[r]) + 1;
                excess[r]++;
                sum++;
            }
        }

        return Between(sorted, value, first - 1, last);
    }

    // Past the ends there is no bound from the samples: distances are not negative, and may be as large as they like.
    private static Estimate Between(double[] sorted, double value, int lower, int upper) => new(
        value,
        lower < 0 ? 0 : Math.Min(value, sorted[lower]),
        upper >= sorted.Length ? double.PositiveInfinity : Math.Max(value, sorted[upper]));

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

    private static (int Below, double Fraction) Position(int count, double probability)
    {
        double position = (count - 1) * probability;
        int below = (int)position;
        return (below, position - below);
    }

    // Equal neighbours first: between two infinite values the difference would not be a number.
    private static double Between(double low, double high, double fraction) => low == high ? low : low + (fraction * (high - low));
}
