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
    /// <param name="scheduleName">Name of the schedule, for the report.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="solverName">Name of the solver, for the report.</param>
    /// <param name="solver">The solver that the grid is for.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="seed">Seed of the calibration noise.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done.</param>
    public (ScheduleReport Report, ISolver Solver) Build(
        string scheduleName,
        ISchedule schedule,
        string solverName,
        ISolver solver,
        int steps,
        int seed,
        Execution execution,
        IProgress<WorkProgress> progress)
    {
        progress.Report(new WorkProgress($"building {scheduleName}", 0));
        ScheduleContext context = new(Flow, Target.Mixture, solver, Calibration.Of(Flow, seed), execution);
        TimedSolver ready = MethodSetup.Prepare(context, () => schedule.Prepare(context), steps);
        return (new ScheduleReport(scheduleName, solverName, ready.Grid, context.Counter.Velocities), ready.Solver);
    }
}
