using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FlowDemo.Cli.Plans;
using FlowDemo.Comparison;
using FlowDemo.Interchange;

namespace FlowDemo.Cli.Studies;

/// <summary>What one process computes at a time: some methods of one problem, whole or not at all.</summary>
/// <param name="Id">Hash of all that its numbers depend on: options, methods, files, and the program's version.</param>
/// <param name="Problem">Index of the problem.</param>
/// <param name="Methods">Which methods of the problem's plan.</param>
internal sealed record StudyUnit(string Id, int Problem, Range Methods)
{
    private const int IdLength = 24;

    /// <summary>Velocity evaluations, times components of the target, that a unit takes about: half a second of one core.</summary>
    private const double Size = 5e8;

    /// <summary>About what a schedule that looks at trajectories takes, and what a fit takes, in evaluations.</summary>
    private const double ScheduleCost = 5e6;
    private const double FitCost = 1e8;

    /// <summary>
    /// The units of a study, problem by problem: neighbours among the methods, so many that units take about the same time.
    /// </summary>
    /// <param name="request">The study.</param>
    public static ImmutableArray<StudyUnit> Of(StudyRequest request)
    {
        var units = ImmutableArray.CreateBuilder<StudyUnit>();
        foreach ((int index, ComparisonRequest problem) in request.Problems.Index())
        {
            ImmutableArray<ComparedMethod> methods = problem.Plan.Runs;
            int start = 0;
            double cost = 0;
            for (int end = 1; end <= methods.Length; end++)
            {
                cost += CostOf(methods[end - 1], problem);
                if (cost >= Size || end == methods.Length)
                {
                    units.Add(new StudyUnit(IdOf(problem, methods[start..end]), index, start..end));
                    (start, cost) = (end, 0);
                }
            }
        }

        return units.ToImmutable();
    }

    private static double CostOf(ComparedMethod method, ComparisonRequest problem)
    {
        ImmutableArray<int> budgets = problem.Plan.Plan.Budgets;
        long samples = problem.StartPoints?.Value.Count ?? problem.Plan.Plan.Samples;
        double rows = method.BudgetsAmong(budgets).Sum(static b => (double)(b ?? 100)) * samples;
        double build = method.BudgetsAmong(budgets).Count()
            * (method.Solver.Value.IsFitted ? FitCost : method.Schedule.Value.IsFree ? 0 : ScheduleCost);
        return (rows + build) * problem.Components;
    }

    private static string IdOf(ComparisonRequest problem, ImmutableArray<ComparedMethod> methods)
    {
        ReportManifest manifest = Manifests.Of(problem.Options, problem.Inputs);
        string[] chosen = ["solver", "schedule", "method", "baseline"];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{manifest.Version}+{manifest.Commit}\n");
        foreach ((string name, string value) in problem.Options.Where(o => !chosen.Contains(o.Name)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}={value}\n");
        }

        foreach ((string path, string hash) in manifest.Inputs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{path} {hash}\n");
        }

        text.AppendJoin('\n', methods.Select(static m => m.Name));
        return ContentHash.Of(Encoding.UTF8.GetBytes(text.ToString()))[..IdLength];
    }
}
