using FlowDemo.Randomness;

namespace FlowDemo.Metrics.Statistics;

/// <summary>
/// Two rows measured on the same noise, compared sample by sample: the scatter that they share cancels, so a difference far
/// smaller than either row's own interval can be told.
/// </summary>
public static class PairedComparison
{
    /// <summary>
    /// The ratio of two RMSEs, <c>sqrt(sum a / sum b)</c>. Equal sums give exactly 1, two zeros or two infinite ones included;
    /// against a baseline without error any other row is infinitely worse.
    /// </summary>
    /// <param name="noise">The noise that both rows started from.</param>
    /// <param name="squaredErrors">Squared errors of the row, one per sample; not negative.</param>
    /// <param name="baselineSquaredErrors">Squared errors of the row it is compared with.</param>
    /// <returns>The ratio, its interval symmetric in the logarithm over replicates and a percentile bootstrap for independent
    /// samples.</returns>
    public static Estimate Ratio(
        NoiseSet noise,
        ReadOnlySpan<double> squaredErrors,
        ReadOnlySpan<double> baselineSquaredErrors)
    {
        ArgumentNullException.ThrowIfNull(noise);
        return Intervals.OfPositive(noise, GroupedRatio.Paired(noise, squaredErrors, baselineSquaredErrors)).Map(Math.Sqrt);
    }

    /// <summary>True when the first row's RMSE is below the second's and the samples say so at a level.</summary>
    /// <param name="noise">The noise that both rows started from.</param>
    /// <param name="squaredErrors">Squared errors of the row, one per sample.</param>
    /// <param name="otherSquaredErrors">Squared errors of the other row.</param>
    /// <param name="level">Chance of saying so of two equal methods, in (0, 1); divide it by the number of comparisons made.</param>
    public static bool IsBelow(NoiseSet noise, ReadOnlySpan<double> squaredErrors, ReadOnlySpan<double> otherSquaredErrors, double level)
    {
        ArgumentNullException.ThrowIfNull(noise);
        GroupedRatio ratio = GroupedRatio.Paired(noise, squaredErrors, otherSquaredErrors);
        return ratio.Value < 1 && new PooledRatio([ratio]).TwoSidedProbability() <= level;
    }
}
