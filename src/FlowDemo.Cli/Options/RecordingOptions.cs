using System.CommandLine;
using FlowDemo.Interchange;
using FlowDemo.Reporting;
using FlowDemo.Schedules.Recorded;

namespace FlowDemo.Cli.Options;

/// <summary>Fine trajectories of the user's own model, in place of a target.</summary>
internal sealed class RecordingOptions : OptionGroup
{
    public RecordingOptions()
        : base("own model")
    {
        Trajectories = Text(
            "--trajectories",
            "FILE",
            "fine-step trajectories of your model, .npy, anchors x samples x dimensions; replaces the target");
        Velocities = Text("--velocities", "FILE", "dx/dt at the anchors, .npy; left out, the trajectories are Euler's");
        Times = Text("--times", "FILE", "times of the anchors from 0 to 1, or sigmas from 1 to 0, .npy; left out, equal steps");
    }

    public Option<string> Trajectories { get; }

    public Option<string> Velocities { get; }

    public Option<string> Times { get; }

    /// <summary>Whether there are such trajectories.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="replaced">What trajectories take the place of.</param>
    /// <exception cref="FlowDemoException">Something is given that cannot be used.</exception>
    public bool IsGiven(ParseResult parsed, IEnumerable<Option> replaced)
    {
        if (parsed.GetValue(Trajectories) is null)
        {
            parsed.Refuse([Velocities, Times], _ =>
                $"'{Velocities.Name}' and '{Times.Name}' go with '{Trajectories.Name}'; give that too.");
            return false;
        }

        parsed.Refuse(replaced, name =>
            $"'{name}' is about a target, and '{Trajectories.Name}' takes the place of one; leave '{name}' out.");
        return true;
    }

    /// <summary>The files that are given.</summary>
    public IEnumerable<string> ReadPaths(ParseResult parsed) =>
        new[] { Trajectories, Velocities, Times }.Select(o => parsed.GetValue(o)).OfType<string>();

    /// <summary>Builds a grid from the files.</summary>
    public ScheduleReport Build(ParseResult parsed, string schedule, int steps, Execution execution)
    {
        using NpyArray states = NpyArray.Open(parsed.GetRequiredValue(Trajectories));
        using NpyArray? velocities = parsed.GetValue(Velocities) is string velocityFile ? NpyArray.Open(velocityFile) : null;
        using NpyArray? times = parsed.GetValue(Times) is string timeFile ? NpyArray.Open(timeFile) : null;
        RecordedTrajectories recorded = new(states, velocities, times);
        recorded.CheckOrder();
        TimeGrid grid = RecordedScheduleCatalog.All.Create(schedule)(recorded, execution).Build(steps);
        return new ScheduleReport(schedule, GridOptions.UsualSolver, grid, 0)
        {
            PredictedError = recorded.PredictedError(grid, execution),
            Scale = recorded.Scale(),
        };
    }
}
