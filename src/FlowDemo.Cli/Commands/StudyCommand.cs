using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Cli.Studies;

namespace FlowDemo.Cli.Commands;

/// <summary>Computes a comparison in parts that several processes and machines share.</summary>
internal sealed class StudyCommand : FlowCommand
{
    public const string Id = "study";

    private readonly StudyOptions study;
    private readonly Argument<string> plan = new("PLAN") { Description = "a plan, as 'flowdemo compare ... --dry-run' prints it" };

    public StudyCommand()
        : this(new StudyOptions())
    {
    }

    private StudyCommand(StudyOptions study)
        : base(Id, "a comparison in parts, which can be stopped, resumed and shared", study)
    {
        this.study = study;
        Add(plan);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo study plan.json --into results --part 3/8", "the third of eight parts, such as a task of a cluster takes"),
        ("flowdemo study plan.json --into results --status", "what is there, and what is missing"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(study.Into) is not string into)
        {
            throw new FlowDemoException($"Results need a folder; name one with '{study.Into.Name} DIR'.");
        }

        string path = parsed.GetRequiredValue(plan);
        StudyRequest request = new CompareCommand().Read(PlanFile.Read(path), path, given: null, terminal);
        if (request.Problems.Any(static p => !p.Recipes.IsEmpty))
        {
            throw new FlowDemoException(
                "A study cannot train on the way, for each process would train anew; train first and name the models with '--field'.");
        }

        if (request.Problems.Any(static p => p.Model is not null))
        {
            throw new FlowDemoException(
                "A study is of targets, whose exact flows every process computes alike; compare a model in one run.");
        }

        int threads = parsed.GetValue(study.Threads) ?? request.Execution.Threads;
        request = request with
        {
            Problems = [.. request.Problems.Select(p => p with { Execution = p.Execution with { Threads = threads } })],
        };
        ImmutableArray<StudyUnit> units = StudyUnit.Of(request);
        StudyFolder folder = new(into, terminal);
        (int part, int parts) = parsed.GetValue(study.Part) ?? (1, 1);
        StudyUnit[] mine = [.. units.Where((_, i) => i % parts == part - 1)];
        if (parsed.GetValue(study.Status) && !folder.HasStudy)
        {
            throw new FlowDemoException($"There is no study in '{into}' yet; leave '{study.Status.Name}' out.");
        }

        folder.Claim(StudyIndex.Of(request, units));
        if (parsed.GetValue(study.Status))
        {
            Report(folder, mine, request, terminal);
            return ExitCode.Done;
        }

        return Compute(folder, mine, request, parsed.GetValue(study.Repair), terminal);
    }

    private static int Compute(StudyFolder folder, StudyUnit[] units, StudyRequest request, bool repairs, Terminal terminal)
    {
        (int computed, int there, int failed) = (0, 0, 0);
        double[] costs = [.. units.Select(u => request.Problems[u.Problem].UsualSeconds(u.Methods))];
        WorkPart whole = WorkPart.Whole();
        ProgressDisplay.While(terminal, progress =>
        {
            foreach ((int i, StudyUnit unit) in units.Index())
            {
                request.Execution.Cancellation.ThrowIfCancellationRequested();
                if (IsDone(folder, unit, repairs))
                {
                    there++;
                    continue;
                }

                string label = string.Create(
                    CultureInfo.InvariantCulture, $"unit {i + 1}/{units.Length} {request.Problems[unit.Problem].Label}");
                WorkPart work = whole.Piece(label, costs[..i].Sum() / costs.Sum(), costs[i] / costs.Sum());
                _ = folder.Compute(unit, request.Problems[unit.Problem], work.Of(progress)) ? computed++ : failed++;
            }

            return 0;
        });
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture, $"flowdemo: {computed} units computed, {there} were there, {failed} broke down."));
        return failed > 0 ? ExitCode.BrokeDown : ExitCode.Done;
    }

    /// <summary>A unit that broke down stays so until it is repaired; one that cannot be read is named.</summary>
    private static bool IsDone(StudyFolder folder, StudyUnit unit, bool repairs)
    {
        if (!folder.Has(unit.Id))
        {
            return !repairs && folder.FailureOf(unit.Id) is not null;
        }

        try
        {
            folder.Check(unit.Id);
            return true;
        }
        catch (FlowDemoException fault)
        {
            if (!repairs)
            {
                throw new FlowDemoException($"{fault.Message} '--repair' computes it again.", fault);
            }

            folder.Remove(unit.Id);
            return false;
        }
    }

    private static void Report(StudyFolder folder, StudyUnit[] units, StudyRequest request, Terminal terminal)
    {
        int done = units.Count(u => folder.Has(u.Id));
        StudyUnit[] waiting = [.. units.Where(u => !folder.Has(u.Id) && folder.FailureOf(u.Id) is null)];
        StudyUnit[] failed = [.. units.Where(u => !folder.Has(u.Id) && folder.FailureOf(u.Id) is not null)];
        string time = EffortEstimate.Text(EffortEstimate.SecondsOf(request, waiting.Select(static u => (u.Problem, u.Methods))));
        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{units.Length} units: {done} done, {waiting.Length} missing, {failed.Length} broke down; about {time} to go"));
        foreach (StudyUnit unit in failed)
        {
            string label = request.Problems[unit.Problem].Label;
            terminal.Output.WriteLine(Printable.Of($"{unit.Id} {label}: {folder.FailureOf(unit.Id)}"));
        }
    }
}
