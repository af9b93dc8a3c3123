using System.Collections.Immutable;
using FlowDemo.Metrics;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>
/// What a row that is the answer would have been if the kernels on the points were half or twice as wide: the bandwidth is a choice, and
/// it shapes the answer.
/// </summary>
/// <param name="Method">The row with the least rmse of its budget.</param>
/// <param name="Budget">Velocity evaluations per sample.</param>
/// <param name="AtHalf">Its rmse where kernels are half as wide.</param>
/// <param name="Own">Its rmse.</param>
/// <param name="AtTwice">Its rmse where kernels are twice as wide.</param>
public sealed record BandwidthEffect(string Method, int Budget, double AtHalf, double Own, double AtTwice)
{
    private const string Figure = "rmse";

    /// <summary>Runs the answers of a comparison again, on targets with other kernels.</summary>
    /// <param name="report">The comparison.</param>
    /// <param name="target">Its target.</param>
    /// <param name="userNoise">The noise points that it used in place of drawn ones; null for none.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <returns>One for each budget that has an answer on the exact field; none where the target is no points.</returns>
    public static ImmutableArray<BandwidthEffect> Of(
        ComparisonReport report, Target target, NoiseSet? userNoise, Execution execution, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Bandwidth is null || report.Resolved is not ResolvedPlan resolved)
        {
            return [];
        }

        var answers = report.Rows
            .Where(r => r.Figure(Figure) is Estimate { IsLowerBound: false } && resolved.Plan.Budgets.Contains(r.Budget))
            .GroupBy(static r => r.Budget)
            .Select(static column => column.MinBy(static r => r.Figure(Figure)!.Value.Value)!)
            .GroupBy(static r => r.Method);
        List<BandwidthEffect> effects = [];
        foreach (IGrouping<string, ComparisonRow> answer in answers)
        {
            if (resolved.Methods.FirstOrDefault(m => m.Name.ToString() == answer.Key && m.Field.IsExact) is ComparedMethod method)
            {
                ResolvedPlan alone = Alone(resolved, method, [.. answer.Select(static r => r.Budget)]);
                ComparisonReport[] others = [.. new[] { 0.5, 2 }.Select(
                    factor => ComparisonRunner.Run(alone, target.WithKernels(factor), userNoise, execution, progress))];
                effects.AddRange(answer.Select(r => new BandwidthEffect(
                    r.Method, r.Budget, RmseIn(others[0], r), r.Figure(Figure)!.Value.Value, RmseIn(others[1], r))));
            }
        }

        return [.. effects.OrderBy(static e => e.Budget)];
    }

    private static ResolvedPlan Alone(ResolvedPlan resolved, ComparedMethod method, ImmutableArray<int> budgets) => resolved with
    {
        Plan = resolved.Plan with { Budgets = budgets, Fields = [ComparedField.Exact], Pairs = [] },
        Solvers = [method.Solver],
        Schedules = [method.Schedule],
        Metrics = [MetricCatalog.All.Resolve(Figure)],
        Baseline = method,
    };

    private static double RmseIn(ComparisonReport report, ComparisonRow row) =>
        report.Rows.FirstOrDefault(r => r.Budget == row.Budget)?.Figure(Figure)?.Value ?? double.NaN;
}
