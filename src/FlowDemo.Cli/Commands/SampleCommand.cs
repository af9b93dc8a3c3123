using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Interchange;
using FlowDemo.Randomness;
using FlowDemo.Reporting;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Commands;

/// <summary>Draws samples with one method.</summary>
internal sealed class SampleCommand : FlowCommand
{
    public const string Id = "sample";

    private const string Csv = "csv";

    private readonly SampleOptions method;
    private readonly TargetOptions target;
    private readonly ModelOptions model;
    private readonly NoiseOptions noise;
    private readonly RunOptions run;
    private readonly OutputOptions output;

    public SampleCommand()
        : this(
            new SampleOptions(),
            new TargetOptions(),
            new ModelOptions(),
            new NoiseOptions(),
            new RunOptions(),
            OutputOptions.WithArray("samples x 2, or knots x samples x 2", Csv))
    {
    }

    private SampleCommand(
        SampleOptions method, TargetOptions target, ModelOptions model, NoiseOptions noise, RunOptions run, OutputOptions output)
        : base(Id, "the points that one method ends at", method, target, model, noise, run, output) =>
        (this.method, this.target, this.model, this.noise, this.run, this.output) = (method, target, model, noise, run, output);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo sample --solver heun --schedule boss --nfe 8 -n 1000 -o points.csv", "a thousand points of the ring"),
        ("flowdemo sample --grid 0,0.2,1 --trajectory -n 10", "ten trajectories of two Euler steps"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        Named<ISolver> solver = SolverCatalog.All.Resolve(parsed.GetRequiredValue(method.Solver));
        Named<ISchedule> schedule = ScheduleCatalog.All.Resolve(parsed.GetRequiredValue(method.Schedule));
        TimeGrid? knots = method.ReadGrid(parsed);
        int budget = knots is null ? method.ReadBudget(parsed, solver) : 0;
        int steps = knots?.Steps ?? solver.Value.StepsFor(budget)!.Value;
        bool trajectory = parsed.GetValue(method.Trajectory);
        string format = output.ReadFormat(parsed);
        int samples = parsed.GetValue(noise.Samples);
        PlanCheck.CheckMemory(samples, 100 + (trajectory ? 2L * sizeof(double) * steps : 0));
        int seed = parsed.GetValue(noise.Seed)[0];
        string kind = parsed.GetRequiredValue(noise.Noise);
        Execution execution = run.ReadExecution(parsed, terminal);
        Named<NoiseSet>? start = noise.ReadStartPoints(
            parsed, target.ReadForm(parsed), terminal, anyDimension: parsed.GetValue(model.Command) is not null);
        NoiseSet? own = start?.Value;
        if (!solver.Value.TakesSchedule)
        {
            parsed.Refuse([method.Schedule], name => $"'{solver.Name}' has times of its own; leave '{name}' out.");
        }

        if (own is not null && knots is not null)
        {
            parsed.Refuse([noise.Seed], name =>
                $"With '{noise.StartPoints.Name}' and '{method.Grid.Name}' nothing is drawn; leave '{name}' out.");
        }

        using TargetFlow sampling = model.ReadFlow(
            parsed, terminal, target, parsed.GetRequiredValue(run.Path), execution, hasTable: own is not null);
        if (sampling.Subject.Model is not null)
        {
            PlanCheck.CheckModel(samples, sampling.Subject.Dimension, start);
        }

        sampling.Flow.Require(solver);
        OutputFile file = output.ReadFile(parsed, terminal, format);
        IEnumerable<SourceFile> files = solver.Files.Concat(schedule.Files).Concat(start?.Files ?? []);
        OutputPlaces.Check([file], sampling.Inputs.Concat(files.Select(static f => f.Path)));
        (TimeGrid grid, ImmutableArray<SampleBatch> states) = ProgressDisplay.While(terminal, progress =>
        {
            (TimeGrid? built, ISolver running) = (knots, solver.Value);
            if (built is null)
            {
                (ScheduleReport report, running) = sampling.Build(schedule, solver, budget, seed, execution, progress);
                built = report.Grid;
            }

            progress.Report(new WorkProgress("sampling", 0));
            SampleBatch points = sampling.Flow.Begin(
                own ?? NormalNoise.Draw(kind, samples, seed, NoiseStream.Test, sampling.Subject.Dimension)).Points;
            return (built, trajectory
                ? [.. Sampler.Trajectory(sampling.Flow, running, built, points, execution)]
                : ImmutableArray.Create(Sampler.Run(sampling.Flow, running, built, points, execution)));
        });
        Write(states, grid, trajectory, format, file, terminal.Cancellation);
        if (sampling.Subject.Target?.Units is { Text: string units, Way: string way })
        {
            terminal.Notes.Add($"flowdemo: the points are in {units}; {way}.");
        }

        return IsFinite(states[^1]) ? ExitCode.Done : Broken(terminal);
    }

    private static void Write(
        ImmutableArray<SampleBatch> states, TimeGrid grid, bool trajectory, string format, OutputFile file, CancellationToken cancellation)
    {
        switch (format, trajectory)
        {
            case (OutputOptions.Npy, true):
                file.WriteBytes(stream => NpyWriter.WriteSets(states, stream));
                break;
            case (OutputOptions.Npy, false):
                file.WriteBytes(stream => NpyWriter.Write(states[^1], stream));
                break;
            case (_, true):
                file.Write(writer => SampleCsvWriter.WriteTrajectory(states, grid, writer, cancellation));
                break;
            default:
                file.Write(writer => SampleCsvWriter.Write(states[^1], writer, cancellation));
                break;
        }
    }

    private static bool IsFinite(SampleBatch batch) =>
        Enumerable.Range(0, batch.Dimension).All(d => Array.TrueForAll(batch.Coordinate(d).ToArray(), double.IsFinite));

    private static int Broken(Terminal terminal)
    {
        terminal.Say("flowdemo: some samples are not finite: the numbers broke down.");
        return ExitCode.BrokeDown;
    }
}
