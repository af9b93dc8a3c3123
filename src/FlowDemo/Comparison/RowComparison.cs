using System.Collections.Immutable;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;

namespace FlowDemo.Comparison;

/// <summary>Turns measured runs into rows: each against the baseline, and against the other rows of its budget.</summary>
internal static class RowComparison
{
    /// <summary>The rows of the plan, in the order in which they ran; a baseline that the plan does not list is used and left out.</summary>
    public static ImmutableArray<ComparisonRow> Rows(ComparisonPlan plan, Problem problem, IReadOnlyList<MeasuredRun> runs)
    {
        var rows = ImmutableArray.CreateBuilder<ComparisonRow>();
        Dictionary<int, MeasuredRun> baselines = runs.Where(r => IsBaseline(plan, r)).ToDictionary(static r => r.Run.Budget);
        Dictionary<MeasuredRun, Standing> standings = runs
            .Where(r => plan.ListsBaseline || !IsBaseline(plan, r))
            .GroupBy(static r => r.Run.Budget)
            .SelectMany(column => Standings(problem, [.. column]))
            .ToDictionary(static p => p.Run, static p => p.Standing);
        foreach (MeasuredRun run in runs.Where(standings.ContainsKey))
        {
            Estimate? relative = !run.Run.Solver.IsStochastic && baselines.TryGetValue(run.Run.Budget, out MeasuredRun? baseline)
                ? PairedComparison.Ratio(problem.Noise, run.SquaredErrors, baseline.SquaredErrors)
                : null;
            rows.Add(new ComparisonRow(
                run.Run.SolverName,
                run.Run.ScheduleName,
                run.Run.Budget,
                run.Nfe,
                run.Run.Grid,
                run.Run.BuildEvaluations,
                run.Figures,
                relative,
                standings[run],
                run.Notes)
            {
                Field = run.Run.Field.Name,
                BrokeDown = !Array.TrueForAll(run.SquaredErrors, double.IsFinite),
                CalibrationError = run.Run.CalibrationError,
                End = ReferenceEquals(run.Run.End, problem.Reference.End) ? null : run.Run.End,
            });
        }

        return rows.DrainToImmutable();
    }

    private static bool IsBaseline(ComparisonPlan plan, MeasuredRun run) =>
        run.Run.Field.Model is null && run.Run.SolverName == plan.BaselineSolver && run.Run.ScheduleName == plan.BaselineSchedule;

    private static IEnumerable<(MeasuredRun Run, Standing Standing)> Standings(Problem problem, MeasuredRun[] column)
    {
        MeasuredRun[] ranked = [.. column.Where(static r => !r.Run.Solver.IsStochastic)];
        return ranked.Zip(StandingRule.Decide(problem.Noise, [.. ranked.Select(static r => r.SquaredErrors)]))
            .Concat(column.Where(static r => r.Run.Solver.IsStochastic).Select(static r => (r, Standing.Unranked)));
    }
}
