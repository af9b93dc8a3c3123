using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Races;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;
using FlowDemo.Reporting;
using FlowDemo.Targets;
using Xunit.Abstractions;

namespace FlowDemo.Tests.Comparison.Races;

public sealed class RecordedRowTests(ITestOutputHelper output)
{
    /// <summary>Which twentieth of the results is measured again; given again, the same.</summary>
    private const string SeedVariable = "FLOWDEMO_RESULTS";

    [Fact]
    public void A_random_twentieth_of_the_warehouse_is_what_fresh_runs_give()
    {
        string folder = Path.Combine(Repository.Root, "tests", "FlowDemo.Benchmarks", "results");
        ImmutableArray<RecordedRow> rows = RecordedRowReader.Read(folder);
        string? given = Environment.GetEnvironmentVariable(SeedVariable);
        int seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        output.WriteLine($"{SeedVariable}={seed}");
        IGrouping<(string, double?, string), RecordedRow>[] units =
            [.. rows.GroupBy(static r => (r.Target, r.Scale, r.Name.Schedule))];
        new Random(seed).Shuffle(units);
        foreach (IGrouping<(string, double?), RecordedRow> problem in units[..((units.Length + 19) / 20)]
            .SelectMany(static u => u)
            .GroupBy(static r => (r.Target, r.Scale)))
        {
            Assert.Equal(problem.Select(Text).Order(), Measured([.. problem]).Select(Text).Order());
        }
    }

    [Fact]
    public void Ratios_are_averaged_as_logarithms_and_their_intervals_too()
    {
        SummaryRow[] ranked =
        [
            .. RecordedRow.Rank(
                [Row("ring", "heun", 0.5, 2), Row("moons", "heun", 0.02, 1.125), Row("ring", "ab2", 0.25, 2), Row("moons", "ab2", 0.2, 2)],
                ["ring, linear path", "moons, linear path"]),
        ];
        Assert.Equal(["heun/uniform", "ab2/uniform"], ranked.Select(static r => r.Method));
        Assert.Equal(0.1, ranked[0].Ratio!.Value.Value, 1e-15);
        Assert.Equal(0.1 / 1.5, ranked[0].Ratio!.Value.Low, 1e-15);
        Assert.Equal(0.15, ranked[0].Ratio!.Value.High, 1e-15);
        Assert.Equal((0, 2.0), (ranked[0].Worst, ranked[0].Regret!.Value));
        Assert.Equal((1, 10.0), (ranked[1].Worst, ranked[1].Regret!.Value));
        Assert.Equal([Standing.NotSeparated, Standing.NotSeparated], ranked.Select(static r => r.Standing));
    }

    [Fact]
    public void A_method_without_a_row_on_a_problem_is_not_ranked() => Assert.Equal(
        ["ab2/uniform"],
        RecordedRow.Rank(
            [Row("ring", "heun", 0.1, 1.1), Row("ring", "ab2", 0.2, 1.1), Row("moons", "ab2", 0.2, 1.1)],
            ["ring, linear path", "moons, linear path"]).Select(static r => r.Method));

    [Fact]
    public void On_one_problem_rows_stand_as_they_were_told_and_by_intervals_without_the_best()
    {
        RecordedRow tied = Row("ring", "heun", 0.1, 1.01) with { Standing = Standing.NotSeparated };
        RecordedRow other = Row("ring", "ab2", 0.2, 1.01);
        ImmutableArray<string> ring = ["ring, linear path"];
        Assert.Equal([Standing.NotSeparated, Standing.Behind], RecordedRow.Rank([tied, other], ring).Select(static r => r.Standing));
        Assert.Equal([Standing.Best], RecordedRow.Rank([other], ring).Select(static r => r.Standing));
    }

    private static RecordedRow Row(string target, string solver, double ratio, double factor) => new(
        target,
        null,
        "linear path",
        new MethodName(solver, "uniform"),
        6,
        new Estimate(ratio, ratio / factor, ratio * factor),
        Standing.Behind);

    private static string Text(RecordedRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.TargetLabel} {row.Name} {row.Budget}: {row.Ratio.Value:G4} {row.Ratio.Low:G4} {row.Ratio.High:G4}");

    private static IEnumerable<RecordedRow> Measured(RecordedRow[] rows)
    {
        ComparisonPlan plan = new()
        {
            Target = rows[0].Target,
            Solvers = [.. rows.Select(static r => r.Name.Solver).Distinct()],
            Schedules = [.. rows.Select(static r => r.Name.Schedule).Distinct()],
            Budgets = [.. rows.Select(static r => r.Budget).Distinct().Order()],
            Samples = 1024,
            Metrics = ["rmse"],
        };
        Target target = TargetLoader.Load(rows[0].Target, PointsOptions.Default).ScaledTo(rows[0].Scale);
        return ComparisonRunner.Run(plan, target, null, Execution.Default).Rows
            .Where(static r => r.Relative is not null)
            .Select(r => rows[0] with { Name = new MethodName(r.Solver, r.Schedule), Budget = r.Budget, Ratio = r.Relative!.Value });
    }
}
