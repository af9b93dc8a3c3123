using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;

namespace FlowDemo.Comparison;

/// <summary>
/// Decides how the rows of one column stand: every pair of rows is compared sample by sample, and Holm's step-down rule keeps
/// the chance of any false statement about the column at 5 %.
/// </summary>
/// <remarks>S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6, 1979.</remarks>
public static class StandingRule
{
    private const double Level = 1 - Intervals.Confidence;

    /// <summary>The standing of each row. A row that is alone in its column is not separated from anything.</summary>
    /// <param name="noise">The noise that all rows started from.</param>
    /// <param name="squaredErrors">Squared errors of each row, one per sample; not negative, may be infinite.</param>
    /// <returns>One standing per row, in their order; at most one is best.</returns>
    public static Standing[] Decide(NoiseSet noise, IReadOnlyList<double[]> squaredErrors)
    {
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentNullException.ThrowIfNull(squaredErrors);
        return Decide([.. squaredErrors.Select(e => (GroupSums[])[GroupedRatio.Sums(noise, e)])]);
    }

    /// <summary>The standing of each row over several problems, by the geometric mean of the ratios of their errors.</summary>
    /// <param name="sums">For each row and each problem the sums of its squared errors, group by group.</param>
    /// <returns>One standing per row, in their order; at most one is best.</returns>
    internal static Standing[] Decide(IReadOnlyList<GroupSums[]> sums)
    {
        List<(double Errors, int Better, int Worse)> pairs = [];
        for (int i = 0; i < sums.Count; i++)
        {
            for (int j = i + 1; j < sums.Count; j++)
            {
                PooledRatio ratio = new([.. sums[i].Zip(sums[j], GroupedRatio.Paired)]);
                pairs.Add(ratio.Value < 1 ? (ratio.Errors(), i, j) : (ratio.Errors(), j, i));
            }
        }

        int[] beats = new int[sums.Count];
        bool[] isBeaten = new bool[sums.Count];
        int compared = 0;

        // Most pairs are far beyond the strictest of the levels, and need no probability of their own.
        int groups = sums.Count > 1 ? sums[0][0].Values.Length : 0;
        double certain = groups > 1 ? -StudentT.InvCDF(0, 1, groups - 1, Level / 2 / pairs.Count) : 0;
        foreach ((double errors, int better, int worse) in pairs.OrderByDescending(static p => p.Errors))
        {
            double level = Level / (pairs.Count - compared++);
            if (errors <= certain && PooledRatio.TwoSidedProbability(errors, groups) > level)
            {
                break;
            }

            beats[better]++;
            isBeaten[worse] = true;
        }

        return [.. sums.Select((_, row) => StandingOf(isBeaten[row], beats[row], sums.Count - 1))];
    }

    private static Standing StandingOf(bool isBeaten, int beats, int others)
    {
        if (isBeaten)
        {
            return Standing.Behind;
        }

        return beats == others && others > 0 ? Standing.Best : Standing.NotSeparated;
    }
}
