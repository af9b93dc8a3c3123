using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Schedules;

namespace FlowDemo.Comparison.Limits;

/// <summary>The rows that stand for no sampler: what none of as many evaluations can beat on resamples of the points.</summary>
internal static class LimitRows
{
    /// <summary>What stands in the place of a solver.</summary>
    public const string Name = "limit";

    private const string Note =
        "no sampler, but what none that knows the points can beat on resamples of them, to first order, where it reads velocities on the "
            + "exact trajectories and at the same times for all samples (reading elsewhere may lower it a little)";

    /// <summary>Samples for a target of few points, and how many samples times points for one of many; never fewer than a few.</summary>
    private const int Samples = 128;
    private const int SamplesTimesPoints = 128_000;
    private const int FewestSamples = 16;

    /// <summary>The rows; none where there are no resamples.</summary>
    /// <param name="resolved">The comparison.</param>
    /// <param name="problem">The problem.</param>
    public static IEnumerable<ComparisonRow> Of(ResolvedPlan resolved, Problem problem)
    {
        int[] budgets = [.. resolved.Plan.Budgets.Where(static b => b <= InformationLimit.MostEvaluations)];
        if (problem.Resamples.IsEmpty || budgets.Length == 0)
        {
            return [];
        }

        int points = problem.Target!.Components.Length;
        NoiseSet noise = NormalNoise.Quasi(
            Math.Clamp(SamplesTimesPoints / points, FewestSamples, Samples), problem.Seed, NoiseStream.Metric);
        InformationLimit limit = new(problem.Target, problem.Flow, noise.Points, problem.Execution);
        return budgets.Select(b => RowOf(b, resolved, noise, limit.At(b)));
    }

    private static ComparisonRow RowOf(int budget, ResolvedPlan resolved, NoiseSet noise, (double[] Squares, double[] Times) limit)
    {
        Estimate least = Intervals.RootMean(noise, limit.Squares) with { IsLowerBound = true };
        return new ComparisonRow(
            Name,
            OwnTimes.Instance.Name,
            budget,
            budget,
            new TimeGrid([.. limit.Times.Prepend(0).Append(1).Distinct()]),
            0,
            [.. resolved.Metrics.Where(static m => m.Value.Resamples > 0).Select(m => (m.Name, least))],
            null,
            Standing.Unranked,
            [Note])
        {
            Squares = GroupedRatio.Mean(noise, limit.Squares),
        };
    }
}
