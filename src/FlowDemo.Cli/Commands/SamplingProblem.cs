using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Reporting;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>A target with its exact flow, for the commands that do one thing with it.</summary>
/// <param name="Target">The target.</param>
/// <param name="Flow">Its flow.</param>
internal sealed record SamplingProblem(Target Target, Flow Flow)
{
    /// <summary>The problem of a target on a path.</summary>
    /// <param name="target">The target.</param>
    /// <param name="path">Id of the path.</param>
    public static SamplingProblem Of(Target target, string path) => new(target, ExactFlow.Of(target, PathCatalog.All.Create(path)));

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
        ScheduleContext context = new(Flow, Target.Mixture, solver.Value, Calibration.Of(Flow, seed), execution);
        ISchedule used = solver.Value.TakesSchedule ? schedule.Value : OwnTimes.Instance.Value;
        TimedSolver ready = solver.Value.Prepare(context, used.Prepare(context), budget);
        return (new ScheduleReport(schedule.Name, solver.Name, ready.Grid, context.Counter.Velocities), ready.Solver);
    }
}
