using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;
using FlowDemo.Reporting;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Commands;

/// <summary>Builds one schedule's grid.</summary>
internal sealed class ScheduleCommand : FlowCommand
{
    public const string Id = "schedule";

    private const string TableFormat = "table";

    private readonly GridOptions grid;
    private readonly TargetOptions target;
    private readonly ModelOptions model;
    private readonly RunOptions run;
    private readonly OutputOptions output;
    private readonly ExportOptions export;
    private readonly RecordingOptions recording;
    private readonly Argument<string> id = new("ID") { Description = "a schedule, with its parameters if it has any" };

    public ScheduleCommand()
        : this(
            new GridOptions(),
            new TargetOptions(),
            new ModelOptions(),
            new RunOptions(),
            new RecordingOptions(),
            new OutputOptions([TableFormat, .. ScheduleWriterCatalog.All.Entries.Select(static e => e.Id)]),
            new ExportOptions())
    {
    }

    private ScheduleCommand(
        GridOptions grid,
        TargetOptions target,
        ModelOptions model,
        RunOptions run,
        RecordingOptions recording,
        OutputOptions output,
        ExportOptions export)
        : base(Id, "one schedule's knots", grid, target, model, run, recording, output, export)
    {
        (this.grid, this.target, this.model, this.run) = (grid, target, model, run);
        (this.recording, this.output, this.export) = (recording, output, export);
        id.CompletionSources.Add([.. ScheduleCatalog.All.Names]);
        Add(id);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo schedule boss --steps 4", "the grid of 4 Euler steps with the least error on the ring"),
        ("flowdemo schedule boss --steps 8 --format diffusers --shift 3", "the same for a diffusers pipeline whose scheduler shifts by 3"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string name = parsed.GetRequiredValue(id);
        int steps = grid.ReadSteps(parsed);
        string format = output.ReadFormat(parsed);
        ScheduleWriter? writer = export.ReadWriter(parsed, format);
        Execution execution = run.ReadExecution(parsed, terminal);
        OutputFile file = output.ReadFile(parsed, terminal);
        (ScheduleReport report, string source) = recording.IsGiven(parsed, [.. target.Options, .. model.Options, run.Path, grid.Seed])
            ? BuildFromRecording(parsed, terminal, name, steps, execution, file)
            : BuildFromTarget(parsed, terminal, name, steps, execution, file, writer);
        file.Write(text =>
        {
            if (writer is null)
            {
                new ScheduleView(report, source, file.Width, file.HasColor).Write(text);
            }
            else
            {
                writer.Write(report, text);
            }
        });
        if (report.Scale is > 0 and double scale)
        {
            string number = FigureText.Number(scale);
            terminal.Notes.Add(
                $"flowdemo: the end points have scale {number}, their root mean square distance from their mean along their widest "
                    + $"direction in units of the noise; '{target.Scale.Name} {number}' makes a target as wide.");
        }

        foreach (string line in writer?.Usage(report) ?? [])
        {
            terminal.Say(line);
        }

        if (parsed.GetRequiredValue(run.Path) != "linear" && format != "plain")
        {
            terminal.Say($"sigma is 1 - t here, not the noise level of the path '{parsed.GetRequiredValue(run.Path)}'.");
        }

        return ExitCode.Done;
    }

    private (ScheduleReport Report, string Source) BuildFromTarget(
        ParseResult parsed, Terminal terminal, string name, int steps, Execution execution, OutputFile file, ScheduleWriter? writer)
    {
        Named<ISchedule> schedule = ScheduleCatalog.All.Resolve(name);
        Named<ISolver> solver = SolverCatalog.All.Resolve(parsed.GetRequiredValue(grid.Solver));
        using TargetFlow sampling = model.ReadFlow(parsed, terminal, target, parsed.GetRequiredValue(run.Path), execution);
        OutputPlaces.Check([file], [.. sampling.Inputs, .. solver.Files.Concat(schedule.Files).Select(static f => f.Path)]);
        writer?.Check(sampling.ObstacleTo(solver));
        int budget = solver.Value.EvaluationsFor(steps) ?? throw new FlowDemoException(
            $"No budget has '{solver.Name}' take {steps} steps, so it has no such grid; choose another '{grid.Steps.Name}' or "
                + $"'{grid.Solver.Name}'.");
        int seed = parsed.GetValue(grid.Seed);
        if (writer is { IsForOtherProgram: true } && !schedule.Value.IsFree && sampling.Subject.Model is null)
        {
            terminal.Notes.Add(
                $"flowdemo: this grid fits the target '{sampling.Target.Label}', not your model. Serve the model with "
                    + $"'{model.Command.Name}' or give trajectories of it with '{recording.Trajectories.Name} FILE' for a grid of its own, "
                    + $"or give a target the width of the model's data with '{target.Scale.Name}', which is about 10 for the latents of an "
                    + $"image model.");
        }

        return (
            ProgressDisplay.While(terminal, progress => sampling.Build(schedule, solver, budget, seed, execution, progress).Report),
            sampling.Label);
    }

    private (ScheduleReport Report, string Source) BuildFromRecording(
        ParseResult parsed, Terminal terminal, string name, int steps, Execution execution, OutputFile file)
    {
        OutputPlaces.Check([file], recording.ReadPaths(parsed));
        if (parsed.GetRequiredValue(grid.Solver) != GridOptions.UsualSolver)
        {
            throw new FlowDemoException($"'{recording.Trajectories.Name}' shows the model only where it was recorded, which is enough for "
                + $"Euler's steps; leave '{grid.Solver.Name}' out.");
        }

        return (
            ProgressDisplay.While(terminal, progress =>
            {
                void Report(double share) => progress.Report(new WorkProgress("reading trajectories", share));
                Report(0);
                return recording.Build(parsed, name, steps, execution with { Progress = Report });
            }),
            Path.GetFileName(parsed.GetRequiredValue(recording.Trajectories)));
    }
}
