namespace FlowDemo.Schedules;

/// <summary>A rule that decides where the steps of a solver are.</summary>
public interface ISchedule
{
    /// <summary>Does once what all numbers of steps share (a cost table, say); a formula has nothing to do here.</summary>
    /// <param name="context">The flow, the solver, the calibration noise and the tally of what the schedule costs.</param>
    IGridRule Prepare(ScheduleContext context);
}
