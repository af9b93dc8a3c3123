using System.Collections.Immutable;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;

namespace FlowDemo.Comparison.Studies;

/// <summary>
/// Says of many problems what a reader asks first: by how much each method is better than the baseline on the whole, which methods
/// cannot be told from the best, and where each of them does worst.
/// </summary>
internal static class StudySummary
{
    /// <summary>The rows of the summary, by method, then budget.</summary>
    /// <param name="reports">One report for each problem, two or more.</param>
    /// <exception cref="FlowDemoException">The problems have test points of unequal number, which cannot be paired.</exception>
    public static ImmutableArray<SummaryRow> Of(ImmutableArray<ComparisonReport> reports)
    {
        ComparisonRow[] all = [.. reports.SelectMany(static r => r.Rows)];
        if (all.Select(static r => r.Paired?.Groups).OfType<int>().Distinct().Count() > 1)
        {
            throw new FlowDemoException("The problems of a study need equally many test points, or their samples cannot be paired.");
        }

        ILookup<(MethodName Name, int Budget), ComparisonRow>[] problems =
            [.. reports.Select(static r => r.Rows.ToLookup(static row => (row.Name, row.Budget)))];
        ILookup<MethodName, SummaryRow> byMethod = all
            .GroupBy(static r => r.Budget)
            .OrderBy(static column => column.Key)
            .SelectMany(column => Column([.. column
                .Select(static r => (r.Name, r.Budget))
                .Distinct()
                .Select(row => new Candidate(row.Name, row.Budget, [.. problems.Select(p => p[row].FirstOrDefault())]))]))
            .ToLookup(static r => r.Name);
        return [.. all.Select(static r => r.Name).Distinct().SelectMany(m => byMethod[m])];
    }

    private static IEnumerable<SummaryRow> Column(Candidate[] candidates)
    {
        Candidate[] ranked = [.. candidates.Where(static c => c.IsRanked)];
        Dictionary<MethodName, Standing> standings = ranked
            .Zip(StandingRule.Decide([.. ranked.Select(static c => c.Sums)]))
            .ToDictionary(static p => p.First.Name, static p => p.Second);
        double[] least = [.. Enumerable.Range(0, candidates[0].Rows.Length).Select(p => candidates.Min(c => Error(c.Rows[p])))];
        return candidates.Select(c => c.IsRanked
            ? Row(c, standings[c.Name], least)
            : new SummaryRow(c.Name, c.Budget, null, Standing.Unranked, null, null, [WhyNot(c.Rows)]));
    }

    private static SummaryRow Row(Candidate candidate, Standing standing, double[] least)
    {
        ComparisonRow[] rows = [.. candidate.Rows.OfType<ComparisonRow>()];
        Estimate ratio = new PooledRatio([.. rows.Select(static r => r.Paired!)]).Interval().Map(Math.Sqrt);
        double[] regrets = [.. rows.Select((r, p) => r.BrokeDown ? double.PositiveInfinity : GroupedRatio.Quotient(Error(r), least[p]))];
        int worst = Array.IndexOf(regrets, regrets.Max());
        int[] broken = [.. Enumerable.Range(0, rows.Length).Where(p => rows[p].BrokeDown)];
        return new SummaryRow(
            candidate.Name,
            candidate.Budget,
            double.IsNaN(ratio.Value) ? null : ratio,
            standing,
            worst,
            regrets[worst],
            broken.Length == 0 ? [] : [$"broke down on {Numbers(broken)}"]);
    }

    private static string WhyNot(ImmutableArray<ComparisonRow?> rows)
    {
        int[] absent = [.. Enumerable.Range(0, rows.Length).Where(p => rows[p] is null)];
        return absent.Length > 0 ? $"not ranked: it has no row of this budget on {Numbers(absent)}"
            : rows.Any(static r => r is { Standing: Standing.Unranked, Relative: null }) ? "not ranked: it has no rmse"
            : "not ranked: the baseline has no row of this budget";
    }

    private static string Numbers(int[] problems) =>
        $"problem{(problems.Length > 1 ? "s" : string.Empty)} {string.Join(", ", problems.Select(static p => p + 1))}";

    private static double Error(ComparisonRow? row) =>
        row is { Paired: { } paired, BrokeDown: false } ? Math.Sqrt(paired.Above.Total) : double.PositiveInfinity;

    /// <summary>A method at a budget with its row on each problem, null where there is none.</summary>
    private sealed record Candidate(MethodName Name, int Budget, ImmutableArray<ComparisonRow?> Rows)
    {
        public bool IsRanked => Rows.All(static r => r?.Paired is not null);

        public GroupSums[] Sums => [.. Rows.Select(static r => r!.SquaresToRank!)];
    }
}
