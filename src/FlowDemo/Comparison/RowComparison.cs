using System.Collections.Immutable;
using FlowDemo.Metrics.Statistics;

namespace FlowDemo.Comparison;

/// <summary>Holds rows against the baseline, and against the other rows of their budget.</summary>
internal static class RowComparison
{
    /// <summary>
    /// The rows of the plan, in their order, with ratio and standing; a baseline that the plan does not list is used and left out.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="problem">Where they ran.</param>
    /// <param name="measured">The rows with their squared errors, which are let go.</param>
    public static ImmutableArray<ComparisonRow> Compare(ResolvedPlan plan, Problem problem, IReadOnlyList<ComparisonRow> measured)
    {
        Dictionary<int, ComparisonRow> baselines = measured.Where(r => r.Name == plan.Baseline.Name).ToDictionary(static r => r.Budget);
        ComparisonRow[] rows = [.. measured.Where(r => plan.ListsBaseline || r.Name != plan.Baseline.Name)];
        Standing[] standings = new Standing[rows.Length];
        foreach (IGrouping<int, int> column in Enumerable.Range(0, rows.Length).GroupBy(i => rows[i].Budget))
        {
            int[] ranked = [.. column.Where(i => IsRanked(rows[i]))];
            Standing[] decided = StandingRule.Decide(problem.Noise, [.. ranked.Select(i => rows[i].SquaredErrors!)]);
            foreach ((int row, Standing standing) in ranked.Zip(decided))
            {
                standings[row] = standing == Standing.NotSeparated && ranked.Length > 1
                    && Intervals.RootMean(problem.Noise, rows[row].SquaredErrors).IsLostInItsInterval
                    ? Standing.Unranked
                    : standing;
            }
        }

        return
        [
            .. rows.Select((row, i) =>
            {
                GroupedRatio? paired = IsRanked(row) && baselines.TryGetValue(row.Budget, out ComparisonRow? baseline)
                    ? GroupedRatio.Paired(problem.Noise, row.SquaredErrors, baseline.SquaredErrors)
                    : null;
                return row with
                {
                    Paired = paired,
                    Relative = paired is null ? null : Intervals.OfPositive(problem.Noise, paired).Map(Math.Sqrt),
                    Standing = IsRanked(row) ? standings[i] : row.Standing,
                    SquaredErrors = null,
                };
            }),
        ];
    }

    private static bool IsRanked(ComparisonRow row) => row.Standing != Standing.Unranked;
}
