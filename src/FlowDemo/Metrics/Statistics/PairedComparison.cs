using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;

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
        return ratio.Value < 1 && TwoSidedProbability(ratio) <= level;
    }

    /// <summary>
    /// The chance that two methods of equal error differ by as much as was seen, either way: Student's t of the logarithm of
    /// the ratio over its jackknife error.
    /// </summary>
    internal static double TwoSidedProbability(GroupedRatio ratio)
    {
        if (ratio.Value == 1 || ratio.Groups < 2)
        {
            return 1;
        }

        double[] leaveOneOut = ratio.LeaveOneOut();
        double logRatio = Math.Log(ratio.Value);
        if (!double.IsFinite(logRatio))
        {
            // One of the two has no error at all, or an infinite one: certain, unless it hangs on a single group.
            return Array.TrueForAll(leaveOneOut, v => v == ratio.Value) ? 0 : 1;
        }

        double[] logs = Array.ConvertAll(leaveOneOut, Math.Log);
        if (!Array.TrueForAll(logs, double.IsFinite))
        {
            return 1;
        }

        double error = Jackknife.StandardError(logs);
        return error == 0 ? 0 : 2 * StudentT.CDF(0, 1, ratio.Groups - 1, -Math.Abs(logRatio) / error);
    }
}
