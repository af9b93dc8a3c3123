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
/// <param name="Methods">Places of the methods in the problem's plan.</param>
internal sealed record StudyUnit(string Id, int Problem, ImmutableArray<int> Methods)
{
    private const int IdLength = 24;

    /// <summary>What a unit takes at least, in seconds of one usual core.</summary>
    private const double LeastSize = 0.5;

    /// <summary>Units of a study up to which more of them serve more machines.</summary>
    private const int Enough = 32;

    /// <summary>
    /// What each unit makes anew, the reference or the grids that solvers share, is worth while where the rest of it takes so many times
    /// as long.
    /// </summary>
    private const double Worth = 5;

    /// <summary>
    /// The units of a study, problem by problem: the solvers of one schedule after those of another, since they may share its grids, and
    /// so many that units take about the same time.
    /// </summary>
    /// <param name="request">The study.</param>
    public static ImmutableArray<StudyUnit> Of(StudyRequest request)
    {
        double size = request.Problems.Sum(static p => p.UsualSeconds()) / Enough;
        return [.. request.Problems.SelectMany((p, i) => Cut(p, size).Select(methods => new StudyUnit(IdOf(p, methods), i, methods)))];
    }

    private static IEnumerable<ImmutableArray<int>> Cut(ComparisonRequest problem, double size)
    {
        ImmutableArray<ComparedMethod> runs = problem.Plan.Runs;
        ImmutableArray<int> order = [.. Enumerable.Range(0, runs.Length).GroupBy(i => runs[i].Schedule.Name).SelectMany(static g => g)];
        ComparisonWork work = ComparisonWork.Of(problem.Plan, problem.Samples, problem.Components, order);
        Pace usual = Pace.Usual(problem.Components, threads: 1);
        size = Math.Max(LeastSize, Math.Min(size, Worth * usual.Seconds(work.Reference)));
        (int start, double cost, double share) = (0, 0, 0);
        for (int end = 1; end <= order.Length; end++)
        {
            MethodWork method = work.Methods[end - 1];
            cost += usual.Seconds(method.Total);
            share = SharedGrids(method) is null ? 0 : Math.Max(share, usual.Seconds(method.Building));
            bool goesOn = end < order.Length && SharedGrids(method) is object grids && grids.Equals(SharedGrids(work.Methods[end]));
            if (end == order.Length || cost >= (goesOn ? Math.Max(size, Worth * share) : size))
            {
                yield return order[start..end];
                (start, cost) = (end, goesOn ? share : 0);
            }

            share = goesOn ? share : 0;
        }
    }

    /// <summary>What names the grids that a method shares with others; null where its grids are its own.</summary>
    private static object? SharedGrids(MethodWork work) =>
        work.Method.Schedule.Value is var schedule && schedule.SharedAmong(work.Method.Solver.Value) is object key ? (schedule, key) : null;

    private static string IdOf(ComparisonRequest problem, ImmutableArray<int> methods)
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

        text.AppendJoin('\n', problem.Plan.RunsAt(methods).Select(static m => m.Name));
        return ContentHash.Of(Encoding.UTF8.GetBytes(text.ToString()))[..IdLength];
    }
}
