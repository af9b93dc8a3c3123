using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;
using FlowDemo.Reporting;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Commands;

/// <summary>Builds one schedule's grid.</summary>
internal sealed class ScheduleCommand : FlowCommand
{
    private const string TableFormat = "table";

    private readonly ProblemOptions problem;
    private readonly GridOptions grid;
    private readonly OutputOptions output;
    private readonly ExportOptions export;
    private readonly Argument<string> id = new("ID") { Description = "a schedule, with its parameters if it has any" };

    public ScheduleCommand()
        : this(new ProblemOptions(), new GridOptions(), new OutputOptions([TableFormat, .. ScheduleWriterCatalog.All.Entries.Select(static e => e.Id)]), new ExportOptions())
    {
    }

    private ScheduleCommand(ProblemOptions problem, GridOptions grid, OutputOptions output, ExportOptions export)
        : base("schedule", "one schedule's knots", grid, problem, output, export)
    {
        (this.problem, this.grid, this.output, this.export) = (problem, grid, output, export);
        id.CompletionSources.Add([.. ScheduleCatalog.All.Entries.Select(static e => e.Id)]);
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
        ISchedule schedule = ScheduleCatalog.All.Create(name);
        string solverName = grid.ReadSolver(parsed);
        ISolver solver = SolverCatalog.All.Create(solverName);
        int steps = grid.ReadSteps(parsed);
        string format = output.ReadFormat(parsed);
        IScheduleWriter? writer = export.ReadWriter(parsed, format);
        Execution execution = problem.ReadExecution(parsed, terminal);
        SamplingProblem sampling = SamplingProblem.Of(problem.ReadTarget(parsed), problem.ReadPath(parsed));
        OutputFile file = output.ReadFile(parsed, terminal);

        ScheduleReport report = ProgressDisplay.While(terminal, progress => sampling.Build(name, schedule, solverName, solver, steps, grid.ReadSeed(parsed), execution, progress).Report);
        file.Write(text =>
        {
            if (writer is null)
            {
                new ScheduleView(report, sampling.Target.Name, file.Width, file.HasColor).Write(text);
            }
            else
            {
                writer.Write(report, text);
            }
        });
        foreach (string line in writer?.Usage(report) ?? [])
        {
            terminal.Error.WriteLine(line);
        }

        return ExitCode.Done;
    }
}
