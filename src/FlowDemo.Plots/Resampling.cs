using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Plots;

/// <summary>The methods of a comparison, run once more on as few points as a picture can show.</summary>
/// <param name="Problem">The target, its flow, and the few points with their exact ends.</param>
/// <param name="Budget">The budget at which the methods ran: the smallest of those at which most of them have a row.</param>
/// <param name="Runs">One run per method, as many as there is room for.</param>
/// <param name="LeftOut">Methods that there was no room for.</param>
internal sealed record Resampling(Problem Problem, int Budget, ImmutableArray<SampledRun> Runs, int LeftOut)
{
    /// <summary>Methods that fit on one sheet.</summary>
    public const int MostRuns = 12;

    /// <summary>Moves of the exact ways.</summary>
    public const int PathKnots = 24;

    /// <summary>
    /// Runs the methods of a scene. Grids and fitted solvers come out as in the comparison: they never depend on the test noise.
    /// </summary>
    /// <param name="scene">The scene.</param>
    /// <param name="count">Number of points; drawn as the plan says, and quasi-random where the plan names a file.</param>
    /// <param name="atEveryBudget">Whether they run at all budgets of the plan.</param>
    /// <param name="only">The methods that run; null for as many as there is room for.</param>
    public static Resampling Of(
        PlotScene scene, int count, bool atEveryBudget = false, ImmutableArray<MethodName>? only = null)
    {
        ComparisonPlan plan = scene.Report.Plan;
        ResolvedPlan resolved = scene.Report.Resolved ?? plan.Resolve();
        Flow flow = ExactFlow.Of(scene.Target, resolved.Path);
        NoiseSet noise = flow.Begin(
            NormalNoise.Draw(plan.Noise == "random" ? plan.Noise : "quasi", count, plan.Seed, NoiseStream.Test));
        ReferenceSolution reference = ReferenceSolution.Adaptive(flow, noise.Points, scene.Execution);
        Problem problem = new(
            new Subject(scene.Target), flow, Calibration.Of(flow, plan.Seed), noise, reference, plan.Seed, scene.Execution);
        int budget = BudgetOf(scene.Report);
        ImmutableArray<int> budgets = atEveryBudget ? plan.Budgets : [budget];
        HashSet<MethodName> shown = [.. scene.Report.Rows.Select(static r => r.Name)];
        MethodUnderTest[] methods =
        [
            .. resolved.Runs
                .Where(m => m.BudgetsAmong(budgets).Any() && only?.Contains(m.Name) is not false)
                .Select(m => new MethodUnderTest(m, problem)),
        ];
        SampledRun Run(MethodUnderTest m, int? b) =>
            m.Run(b, scene.Prepared?.GetOrAdd((m.Method.Name, b), _ => m.Prepare(b)) ?? m.Prepare(b));
        SampledRun[] runs = [.. methods
            .Take(MostRuns)
            .SelectMany(m => m.Method.BudgetsAmong(budgets).Select(b => Run(m, b)))
            .Where(r => shown.Contains(r.Method.Name))];
        return new Resampling(problem, budget, [.. runs], Math.Max(0, methods.Length - MostRuns));
    }

    /// <summary>The budget of a picture: the smallest of those at which most methods have a row.</summary>
    /// <param name="report">What was found.</param>
    public static int BudgetOf(ComparisonReport report) =>
        report.Rows.GroupBy(static r => r.Budget).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key)
            .Select(static g => g.Key).FirstOrDefault(report.Plan.Budgets[0]);

    /// <summary>The heading of a sheet: what it shows, of what, and which methods are not on it.</summary>
    /// <param name="subject">What it shows.</param>
    /// <param name="scene">The scene.</param>
    public string Heading(string subject, PlotScene scene)
    {
        string rest = LeftOut > 0
            ? string.Create(CultureInfo.InvariantCulture, $" (the first {Runs.Length} of {Runs.Length + LeftOut} methods)")
            : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture, $"{subject}: {scene.Report.TargetLabel}, {scene.Report.Plan.Path} path, NFE {Budget}{rest}");
    }

    /// <summary>What a panel of a run is called.</summary>
    /// <param name="run">The run.</param>
    public static string NameOf(SampledRun run) => run.Method.Name.ToString();

    /// <summary>Where the exact flow takes the points, at enough times for smooth lines.</summary>
    public SampleBatch[] ReferencePaths()
    {
        TimeGrid fine = TimeGrid.Uniform(PathKnots * 4);
        SampleBatch[] states = Sampler.Trajectory(Problem.Flow, Tableaus.Rk4, fine, Problem.Noise.Points, Problem.Execution);
        return [.. states.Where(static (_, i) => i % 4 == 0)];
    }

    /// <summary>Where a run takes the points, knot by knot.</summary>
    /// <param name="run">The run.</param>
    public SampleBatch[] Paths(SampledRun run) =>
        Sampler.Trajectory(run.Flow, run.Ready.Solver, run.Ready.Grid, Problem.For(run.Method.Field).Noise.Points, Problem.Execution);
}
