using FlowDemo.Randomness;

namespace FlowDemo.Metrics.Statistics;

/// <summary>
/// Statistics of one value per sample with their intervals. Independent samples are bootstrapped; where only the replicates of
/// the noise are independent (shifted low-discrepancy points), the interval is a Student t interval over them.
/// </summary>
public static class Intervals
{
    /// <summary>The coverage of every interval that is printed.</summary>
    public const double Confidence = 0.95;

    /// <summary>The mean.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="values">One value per sample; one that is infinite makes the mean so.</param>
    public static Estimate Mean(NoiseSet noise, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(noise);
        GroupedRatio mean = GroupedRatio.Mean(noise, values);
        if (!double.IsFinite(mean.Value))
        {
            return Estimate.Exact(mean.Value);
        }

        return noise.Replicates > 1 ? Jackknife.Linear(mean.Value, mean.LeaveOneOut()) : Bootstrap.Interval(mean);
    }

    /// <summary>The root of the mean of squares; over replicates the interval is symmetric in the logarithm.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="squares">One square per sample, not negative; one that is infinite makes the root so.</param>
    public static Estimate RootMean(NoiseSet noise, ReadOnlySpan<double> squares)
    {
        ArgumentNullException.ThrowIfNull(noise);
        return OfPositive(noise, GroupedRatio.Mean(noise, squares)).Map(Math.Sqrt);
    }

    /// <summary>A quantile; exact binomial bounds for independent samples, symmetric in the logarithm over replicates.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="values">One value per sample, not negative; may be infinite.</param>
    /// <param name="probability">Share of the samples below the quantile, in (0, 1).</param>
    public static Estimate Quantile(NoiseSet noise, ReadOnlySpan<double> values, double probability)
    {
        ArgumentNullException.ThrowIfNull(noise);
        return SampleQuantile.Interval(noise, values, probability);
    }

    /// <summary>
    /// The share of samples of which something is true. Where it is none or all, the interval ends at the exact binomial bound.
    /// </summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="isTrue">One answer per sample.</param>
    public static Estimate Fraction(NoiseSet noise, ReadOnlySpan<bool> isTrue)
    {
        ArgumentNullException.ThrowIfNull(noise);
        double[] values = new double[isTrue.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = isTrue[i] ? 1 : 0;
        }

        GroupedRatio share = GroupedRatio.Mean(noise, values);
        double rest = Math.Pow((1 - Confidence) / 2, 1.0 / noise.Count);
        return share.Value switch
        {
            // No event among n has seen nothing of the scatter between samples, which would give an interval of no width.
            0 => new Estimate(0, 0, 1 - rest),
            1 when share.Above.Values.SequenceEqual(share.Below.Values) => new Estimate(1, rest, 1),
            _ => Clamp(Mean(noise, values)),
        };
    }

    /// <summary>The interval of a ratio of sums that are not negative.</summary>
    internal static Estimate OfPositive(NoiseSet noise, GroupedRatio ratio) => OfPositive(noise.Replicates > 1, ratio);

    /// <inheritdoc cref="OfPositive(NoiseSet, GroupedRatio)"/>
    /// <param name="isReplicated">Whether the groups are replicates of the noise, not blocks of independent samples.</param>
    /// <param name="ratio">The ratio.</param>
    internal static Estimate OfPositive(bool isReplicated, GroupedRatio ratio)
    {
        if (ratio.Value == 0 || !double.IsFinite(ratio.Value))
        {
            return Estimate.Exact(ratio.Value);
        }

        return isReplicated ? Jackknife.Positive(ratio.Value, ratio.LeaveOneOut()) : Bootstrap.Interval(ratio);
    }

    private static Estimate Clamp(Estimate share) => share with { Low = Math.Max(0, share.Low), High = Math.Min(1, share.High) };
}
