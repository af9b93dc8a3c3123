using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Races;
using FlowDemo.Metrics;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Benchmarks;

/// <summary>The race beside the whole table: who wins either, how the winner of the race stands in the table, what both took.</summary>
internal static class RaceTable
{
    /// <summary>Prints one line for each target and budget.</summary>
    /// <param name="targets">Ids; all built-in targets when empty.</param>
    /// <param name="output">Where to.</param>
    public static void Print(IReadOnlyList<string> targets, TextWriter output)
    {
        output.WriteLine("| target | NFE | first of the table | first of the race | which is | table | race | table / race |");
        output.WriteLine("| --- | ---: | --- | --- | --- | ---: | ---: | ---: |");
        foreach (string target in targets.Count > 0 ? targets : [.. TargetCatalog.All.Entries.Select(static e => e.Id)])
        {
            foreach (int budget in (int[])[4, 6, 8, 10])
            {
                Print(target, budget, output);
                output.Flush();
            }
        }
    }

    private static void Print(string id, int budget, TextWriter output)
    {
        ComparisonPlan plan = new()
        {
            Target = id,
            Solvers = SolverCatalog.All.Select("*"),
            Schedules = ScheduleCatalog.All.Select("*"),
            Budgets = [budget],
            Metrics = ["rmse"],
        };
        Target target = TargetLoader.Load(id, PointsOptions.Default);
        RaceReport race = Race.Run(plan.Resolve(), [new Subject(target)], Execution.Default);
        ComparisonReport last = ComparisonRunner.Run(plan with { Pairs = race.Finalists }, target, null, Execution.Default);
        ComparisonRow winner = last.Rows.MinBy(Error)!;
        ComparisonPlan all = plan with
        {
            Solvers = [.. plan.Solvers.Where(static s => Takes(s) && s != "taylor2")],
        };
        ComparisonReport whole = ComparisonRunner.Run(all, target, null, Execution.Default);
        ComparisonRow best = whole.Rows.MinBy(Error)!;
        Standing standing = whole.Rows.First(r => r.Method == winner.Method).Standing;
        double raced = race.Evaluations + Spent(last);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {id} | {budget} | {best.Method} {Error(best):G2} | {winner.Method} {Error(winner):G2} | {standing} | {Spent(whole):0.0e0} "
                + $"| {raced:0.0e0} | {Spent(whole) / raced:F1} |"));
    }

    private static bool Takes(string solver) =>
        SolverCatalog.All.Create(solver) is { IsFitted: false, IsStochastic: false, TakesBudget: true };

    private static double Error(ComparisonRow row) => row.Figure("rmse") is Estimate rmse ? rmse.Value : double.PositiveInfinity;

    private static double Spent(ComparisonReport report) =>
        report.Rows.Sum(r => r.BuildEvaluations + (r.Nfe * report.Samples));
}
