using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>
/// A family of samplers that come with times of their own, one for each budget: no schedule has a say, and rows of a
/// comparison are a class of their own. <see cref="ISolver.StepsFor"/> tells which budgets there are.
/// </summary>
public interface ISelfTimedSolver : ISolver
{
    /// <summary>The name that stands in a schedule's place.</summary>
    const string OwnSchedule = "own";

    /// <summary>Fits or finds the sampler for one budget.</summary>
    /// <param name="context">The flow, the calibration noise and the tally that the evaluations of a fit are added to.</param>
    /// <param name="evaluations">Velocity evaluations per sample.</param>
    /// <exception cref="FlowDemoException">There is no sampler for this budget or this problem.</exception>
    TimedSolver Prepare(ScheduleContext context, int evaluations);
}
