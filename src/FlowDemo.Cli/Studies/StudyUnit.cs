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

    /// <summary>What a unit takes beside the reference that each of them makes anew: about half a second of one usual core.</summary>
    private const double Size = 0.5;

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
            Pace usual = Pace.Usual(problem.Components, threads: 1);
            ComparisonWork work = ComparisonWork.Of(problem.Plan, problem.Samples, problem.Components);
            int start = 0;
            double cost = 0;
            for (int end = 1; end <= methods.Length; end++)
            {
                cost += usual.Seconds(work.Methods[end - 1].Total);
                if (cost >= Size || end == methods.Length)
                {
                    units.Add(new StudyUnit(IdOf(problem, methods[start..end]), index, start..end));
                    (start, cost) = (end, 0);
                }
            }
        }

        return units.ToImmutable();
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
