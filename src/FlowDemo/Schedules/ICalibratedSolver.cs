using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Schedules;

/// <summary>
/// A solver with constants that are fitted to a problem before it runs. Without a fit it is the plain method that the fit
/// starts from, and runs as such.
/// </summary>
public interface ICalibratedSolver : ISolver
{
    /// <summary>Fits the constants for one grid.</summary>
    /// <param name="context">The flow, the calibration noise and the tally that the evaluations of the fit are added to.</param>
    /// <param name="grid">The grid that will be walked; the result is for this grid only.</param>
    /// <param name="jump">The warm start that will take the place of the grid's first step; null when there is none.</param>
    /// <returns>The fitted solver; it costs per step what this one does.</returns>
    ISolver Calibrate(ScheduleContext context, TimeGrid grid, WarmStart? jump = null);
}
