using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Schedules;

/// <summary>A rule that decides where the steps of a solver are.</summary>
public interface ISchedule
{
    /// <summary>Whether its grids cost no velocity evaluation.</summary>
    bool IsFree => false;

    /// <summary>The one number of steps that it has a grid for; null for a rule.</summary>
    int? OnlySteps => null;

    /// <summary>
    /// This schedule with a jump whose length it chooses together with its knots; null where the length is found when the knots are there.
    /// </summary>
    /// <param name="kind">The jump.</param>
    ISchedule? Behind(WarmStartKind kind) => null;

    /// <summary>
    /// What of a solver its grids depend on, where all of their cost is spent in <see cref="Prepare"/>: solvers with the same share what
    /// that gives. Null where grids are for one solver alone.
    /// </summary>
    /// <param name="solver">The solver.</param>
    object? SharedAmong(ISolver solver) => null;

    /// <summary>
    /// About what it takes to prepare it and to build its grids of so many steps, one after the other, beside the reference trajectories
    /// at the anchors that all schedules share.
    /// </summary>
    /// <param name="setting">The solver, and the size of the calibration.</param>
    /// <param name="steps">The steps of the grids; a number may be there twice.</param>
    Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps) => Workload.None;

    /// <summary>Does once what all numbers of steps share (a cost table, say); a formula has nothing to do here.</summary>
    /// <param name="context">The flow, the solver, the calibration noise and the tally of what the schedule costs.</param>
    IGridRule Prepare(ScheduleContext context);
}
