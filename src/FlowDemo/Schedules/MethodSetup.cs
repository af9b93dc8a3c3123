using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Schedules;

/// <summary>Puts a solver and a schedule together: what runs in the end, and on which grid.</summary>
public static class MethodSetup
{
    /// <summary>
    /// The solver to run, calibrated if it has constants to fit, and its grid: that of the rule; behind a warm start, if the rule has one; or the solver's own, if it
    /// brings its own times, in which case the rule is not asked.
    /// </summary>
    /// <param name="context">The flow, the solver and the calibration noise.</param>
    /// <param name="rule">Prepares the schedule when it is needed.</param>
    /// <param name="steps">What <see cref="ISolver.StepsFor"/> says of the budget.</param>
    /// <exception cref="FlowDemoException">There is no such grid.</exception>
    public static TimedSolver Prepare(ScheduleContext context, Func<IGridRule> rule, int steps)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(rule);
        if (context.Solver is ISelfTimedSolver own)
        {
            int evaluations = Enumerable.Range(1, steps).FirstOrDefault(n => own.StepsFor(n) == steps, steps);
            return own.Prepare(context, evaluations);
        }

        if (context.Solver is IAdaptiveSolver)
        {
            return new TimedSolver(context.Solver, TimeGrid.Uniform(steps));
        }

        IGridRule prepared = rule();
        TimeGrid grid = prepared.Build(steps);
        WarmStart? jump = (prepared as IWarmStartRule)?.Jump;
        ISolver solver = context.Solver is ICalibratedSolver calibrated ? calibrated.Calibrate(context, grid, jump) : context.Solver;
        return new TimedSolver(jump is null ? solver : new WarmStartSolver(solver, jump), grid);
    }
}
