using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Models;
using FlowDemo.Paths;
using FlowDemo.Reporting;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>A target or a model with its flow, for the commands that do one thing with it.</summary>
/// <param name="Subject">The target or the model, which ends with this.</param>
/// <param name="Flow">Its flow.</param>
internal sealed record TargetFlow(Subject Subject, Flow Flow) : IDisposable
{
    /// <summary>Calibration points of a model, each of which is dear.</summary>
    private const int ModelCalibration = 1024;

    /// <summary>The flow of a target on a path.</summary>
    /// <param name="target">The target.</param>
    /// <param name="path">Id of the path.</param>
    public static TargetFlow Of(Target target, string path) => Of(new Subject(target), path);

    /// <summary>The flow of a model on a path.</summary>
    /// <param name="model">How the model is started.</param>
    /// <param name="path">Id of the path.</param>
    /// <param name="execution">Whose cancellation ends it.</param>
    public static TargetFlow Of(ModelSettings model, string path, Execution execution) =>
        Of(new Subject(ModelField.Start(model, execution.Cancellation), null), path);

    /// <summary>The target, for commands that take nothing else.</summary>
    public Target Target => Subject.Target!;

    /// <summary>What it is called.</summary>
    public string Label => Subject.Model?.Command ?? Target.Label;

    /// <summary>The files that the target is made from.</summary>
    public IEnumerable<string> Inputs => Subject.Target?.Files.Select(static f => f.Path) ?? [];

    /// <inheritdoc/>
    public void Dispose() => Subject.Model?.Dispose();

    private static TargetFlow Of(Subject subject, string path) => new(subject, subject.FlowOn(PathCatalog.All.Create(path)));

    /// <summary>Prepares the solver and builds the grid that a comparison would use.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="solver">The solver that the grid is for.</param>
    /// <param name="budget">Velocity evaluations per sample.</param>
    /// <param name="seed">Seed of the calibration noise.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done.</param>
    public (ScheduleReport Report, ISolver Solver) Build(
        Named<ISchedule> schedule, Named<ISolver> solver, int budget, int seed, Execution execution, IProgress<WorkProgress> progress)
    {
        progress.Report(new WorkProgress($"building {schedule.Name}", 0));
        Calibration calibration = Subject.Model is null ? Calibration.Of(Flow, seed) : Calibration.Of(Flow, seed, ModelCalibration);
        ScheduleContext context = new(Flow, Subject.Target?.Mixture, solver.Value, calibration, execution);
        ISchedule used = solver.Value.TakesSchedule ? schedule.Value : OwnTimes.Instance.Value;
        IGridRule rule = used.Prepare(context);
        TimedSolver ready = solver.Value.Prepare(context, rule, budget);
        ScheduleReport report = new(schedule.Name, solver.Name, ready.Grid, context.Counter.Velocities)
        {
            Obstacle = ObstacleTo(solver, rule.Jump is not null),
        };
        return (report, ready.Solver);
    }

    /// <summary>What keeps a grid from being run elsewhere, so far as that is known before it is built; null when nothing does.</summary>
    /// <param name="solver">The solver that it is for.</param>
    public string? ObstacleTo(Named<ISolver> solver) => ObstacleTo(solver, jumps: false);

    private string? ObstacleTo(Named<ISolver> solver, bool jumps) =>
        Flow.Path is not LinearPath || Flow.IsTwoSided ? "there sigma is 1 - t, the noise level of the linear path alone"
        : !solver.Value.TakesSchedule ? $"'{solver.Name}' has times and weights of its own, which are no steps of a solver there"
        : jumps ? "its first step is a jump that costs no evaluation, and would be an Euler step there"
        : null;
}
