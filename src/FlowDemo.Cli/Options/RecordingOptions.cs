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
        Trajectories = Value("--trajectories", "FILE", "fine-step trajectories of your model, .npy, anchors x samples x dimensions; replaces the target");
        Velocities = Value("--velocities", "FILE", "dx/dt at the anchors, .npy; left out, the trajectories are Euler's");
        Times = Value("--times", "FILE", "times of the anchors from 0 to 1, or sigmas from 1 to 0, .npy; left out, equal steps");
    }

    public Option<string> Trajectories { get; }

    public Option<string> Velocities { get; }

    public Option<string> Times { get; }

    /// <summary>Whether there are such trajectories.</summary>
    public bool IsGiven(ParseResult parsed)
    {
        bool given = parsed.TextOrNull(Trajectories) is not null;
        if (!given && (parsed.TextOrNull(Velocities) ?? parsed.TextOrNull(Times)) is not null)
        {
            throw new FlowDemoException($"'{Velocities.Name}' and '{Times.Name}' go with '{Trajectories.Name}'; give that too.");
        }

        return given;
    }

    /// <summary>Builds a grid from the files.</summary>
    public ScheduleReport Build(ParseResult parsed, string schedule, int steps, Execution execution)
    {
        using NpyArray states = NpyArray.Open(parsed.Text(Trajectories));
        using NpyArray? velocities = parsed.TextOrNull(Velocities) is string velocityFile ? NpyArray.Open(velocityFile) : null;
        using NpyArray? times = parsed.TextOrNull(Times) is string timeFile ? NpyArray.Open(timeFile) : null;
        TimeGrid grid = RecordedScheduleCatalog.All.Create(schedule)(new RecordedTrajectories(states, velocities, times), execution).Build(steps);
        return new ScheduleReport(schedule, "euler", grid, 0);
    }
}
