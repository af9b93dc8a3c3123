using System.Collections.Immutable;
using FlowDemo.Metrics.Statistics;

namespace FlowDemo.Comparison;

/// <summary>Holds rows against the baseline, and against the other rows of their budget.</summary>
internal static class RowComparison
{
    /// <summary>
    /// The rows with ratio and standing among those of their path, in their order; a baseline that is there for the ratios alone is used
    /// and left out.
    /// </summary>
    /// <param name="measured">The rows.</param>
    /// <param name="baseline">The method that ratios refer to.</param>
    /// <param name="listsBaseline">Whether its rows stay.</param>
    /// <param name="isReplicated">Whether groups of samples are replicates of the noise, not blocks of independent samples.</param>
    public static ImmutableArray<ComparisonRow> Compare(
        IReadOnlyList<ComparisonRow> measured, MethodName baseline, bool listsBaseline, bool isReplicated)
    {
        var baselines = measured
            .Where(r => r.Name == baseline with { Field = r.OtherPath })
            .ToDictionary(static r => (r.Budget, r.OtherPath));
        ComparisonRow[] rows = [.. measured.Where(r => listsBaseline || r.Name != baseline)];
        Standing[] standings = new Standing[rows.Length];
        foreach (var column in Enumerable.Range(0, rows.Length).GroupBy(i => (rows[i].Budget, rows[i].OtherPath)))
        {
            int[] ranked = [.. column.Where(i => IsRanked(rows[i]))];
            Standing[] decided = StandingRule.Decide([.. ranked.Select(i => (GroupSums[])[rows[i].SquaresToRank!])]);
            foreach ((int row, Standing standing) in ranked.Zip(decided))
            {
                standings[row] = standing == Standing.NotSeparated && ranked.Length > 1
                    && Intervals.OfPositive(isReplicated, rows[row].Squares!).Map(Math.Sqrt).IsLostInItsInterval
                    ? Standing.Unranked
                    : standing;
            }
        }

        return
        [
            .. rows.Select((row, i) =>
            {
                GroupedRatio? paired = IsRanked(row) && baselines.TryGetValue((row.Budget, row.OtherPath), out ComparisonRow? other)
                    ? GroupedRatio.Paired(row.Squares!.Above, other.Squares!.Above)
                    : null;
                return row with
                {
                    Paired = paired,
                    Relative = paired is null ? null : Intervals.OfPositive(isReplicated, paired).Map(Math.Sqrt),
                    Standing = IsRanked(row) ? standings[i] : row.Standing,
                    Notes = IsRanked(row) && !row.IsOnOtherPath && paired is null && baselines.Count > 0
                        ? row.Notes.Add($"no ratio: the baseline {baseline} has no row at this budget")
                        : row.Notes,
                };
            }),
        ];
    }

    private static bool IsRanked(ComparisonRow row) => row.Standing != Standing.Unranked;
}
