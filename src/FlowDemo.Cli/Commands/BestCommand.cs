using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Races;
using FlowDemo.Comparison.Studies;
using FlowDemo.Models;
using FlowDemo.Reporting;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>Races all training-free methods for one budget and compares those that are left.</summary>
internal sealed class BestCommand : FlowCommand
{
    public const string Id = "best";

    /// <summary>About how much of the time the race takes; the table of those left takes the rest.</summary>
    private const double ShareOfRace = 0.5;

    private readonly TargetOptions target;
    private readonly ModelOptions model;
    private readonly RaceOptions race;
    private readonly RunOptions run;
    private readonly OutputOptions output;

    public BestCommand()
        : this(
            new TargetOptions(takesSeveral: true),
            new ModelOptions(),
            new RaceOptions(),
            new RunOptions(),
            new OutputOptions(ReportText.Formats))
    {
    }

    private BestCommand(TargetOptions target, ModelOptions model, RaceOptions race, RunOptions run, OutputOptions output)
        : base(Id, "the best training-free sampler for a budget, found by racing all of them", target, model, race, run, output) =>
        (this.target, this.model, this.race, this.run, this.output) = (target, model, race, run, output);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo best --nfe 8 -t '*' --scale 10", "one sampler for all targets at the width of an image model's latents"),
        ("flowdemo best --nfe 4 -s euler,ab2 -g '*,sigmas:1,0.8,0.5,0.2,0'", "two solvers, and a list of one's own in the race"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string format = output.ReadFormat(parsed);
        if (parsed.GetValue(race.From) is string results)
        {
            return AnswerFrom(results, format, parsed, terminal);
        }

        ComparisonPlan plan = race.ReadPlan(parsed) with { Path = parsed.GetRequiredValue(run.Path) };
        ResolvedPlan resolved = plan.Resolve();
        ModelSettings? served = model.Read(parsed, terminal);
        if (served is not null)
        {
            model.RefuseTarget(parsed, target);
            plan = plan with { Target = ComparisonPlan.NoTarget, Metrics = ModelOptions.MetricsOf(hasTarget: false) };
        }

        ImmutableArray<Target> targets = served is null ? [.. target.ReadAll(parsed, terminal, hasTable: false)] : [];
        Execution execution = run.ReadExecution(parsed, terminal);
        OutputFile file = output.ReadFile(parsed, terminal);
        SourceFile[] inputs = [.. resolved.Files, .. targets.Select(static t => t.File).OfType<SourceFile>()];
        OutputPlaces.Check([file], inputs.Select(static f => f.Path));

        Stopwatch watch = Stopwatch.StartNew();
        using TargetFlow first = served is null ? TargetFlow.Of(targets[0], plan.Path) : TargetFlow.Of(served, plan.Path, execution);
        ImmutableArray<Subject> subjects = served is null ? [.. targets.Select(static t => new Subject(t))] : [first.Subject];
        WorkPart whole = WorkPart.Whole();
        RaceReport found = ProgressDisplay.While(
            terminal,
            progress => Race.Run(resolved, subjects, execution, whole.Piece(string.Empty, 0, ShareOfRace).Of(progress)),
            whole.Since);
        StudyReport study = Compare(plan with { Pairs = found.Finalists }, subjects, served, execution, parsed)
            .Run(terminal, part: whole.Piece(string.Empty, ShareOfRace, 1 - ShareOfRace));
        file.Write(writer =>
        {
            new ReportText(study, study, TableExtent.Usual, each: false).Write(format, writer, file);
            if (format == ReportText.Table)
            {
                writer.Write("\n");
                TableText.Write([RaceText.Lines(found, study, file.Width)], file.HasColor, writer);
            }
        });
        if (format == ReportText.Table)
        {
            TellHowToUse(study, first, plan, execution, terminal);
        }

        if (first.Subject.Model is ModelField asked)
        {
            terminal.Notes.Add(ComparisonRequest.ShareOf(asked, watch.Elapsed));
        }

        return study.Reports.SelectMany(static r => r.Rows).Any(static r => r.BrokeDown) ? ExitCode.BrokeDown : ExitCode.Done;
    }

    /// <summary>The best of what was measured before; nothing is computed.</summary>
    private int AnswerFrom(string results, string format, ParseResult parsed, Terminal terminal)
    {
        parsed.Refuse(
            target.Options.Except([target.Target, target.Scale]).Concat(model.Options).Concat([race.Samples, race.Seed]),
            static name => $"'{name}' says what is to be computed, and '--from' answers from what was; leave one of them out.");
        if (format != ReportText.Table)
        {
            throw new FlowDemoException("'--from' answers in a table; the results that it reads are a .csv already.");
        }

        OutputFile file = output.ReadFile(parsed, terminal);
        RecordedChoice choice = new(
            race.ReadPlan(parsed),
            parsed.IsGiven(target.Target) ? parsed.GetValue(target.Target) : null,
            parsed.IsGiven(target.Scale) ? parsed.GetValue(target.Scale) : null,
            parsed.IsGiven(race.Solver),
            parsed.IsGiven(race.Schedule),
            parsed.GetRequiredValue(run.Path));
        RecordedText text = RecordedText.Of(RecordedRowReader.Read(results), choice);
        file.Write(writer => text.Write(writer, file.Width, file.HasColor));
        return ExitCode.Done;
    }

    /// <summary>The finalists in full, as 'compare --method' has them.</summary>
    private StudyRequest Compare(
        ComparisonPlan plan,
        ImmutableArray<Subject> subjects,
        ModelSettings? served,
        Execution execution,
        ParseResult parsed)
    {
        ResolvedPlan resolved = plan.Resolve();
        return new StudyRequest([.. subjects.Select(subject =>
        {
            ComparisonPlan own = plan with { Target = subject.Target?.Name ?? plan.Target };
            return new ComparisonRequest(resolved.For(own), [], subject.Target, null, execution, OptionsOf(own, subject.Target, parsed))
            {
                Model = served,
                Running = subject.Model,
            };
        })], OptionsOf(plan, null, parsed));
    }

    /// <summary>The options of 'compare' that make the table of the finalists again.</summary>
    private ImmutableArray<(string Name, string Value)> OptionsOf(ComparisonPlan plan, Target? single, ParseResult parsed)
    {
        Dictionary<Option, string> own = target.TextOf(parsed, single);
        own.TryAdd(target.Target, string.Join(',', parsed.GetValue(target.Target)));
        return
        [
            .. parsed.Listed((parsed.IsGiven(model.Command) ? model.Deciding : target.Deciding).Append(run.Path), own),
            .. race.Describe(plan),
        ];
    }

    /// <summary>Says on stderr how other programs run the first of the finalists.</summary>
    private static void TellHowToUse(
        StudyReport study, TargetFlow flow, ComparisonPlan plan, Execution execution, Terminal terminal)
    {
        MethodName first = RaceText.WinnerOf(study);
        terminal.Say(string.Empty);
        terminal.Say($"{first} elsewhere, with the grid for {flow.Label}:");
        Named<ISolver> solver = SolverCatalog.All.Resolve(first.Solver);
        ScheduleReport grid = ProgressDisplay.While(terminal, progress => flow.Build(
            ScheduleCatalog.All.Resolve(first.Schedule), solver, plan.Budgets[0], plan.Seed, execution, progress).Report);
        foreach (string format in (string[])["diffusers", "comfyui", "sdcpp"])
        {
            ScheduleWriter writer = ScheduleWriterCatalog.All.Create(format);
            foreach (string line in writer.Usage(grid))
            {
                terminal.Say($"  {line}");
            }
        }
    }
}
