using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Solvers;

/// <summary>A solver with the grid it is to run on.</summary>
/// <param name="Solver">The solver.</param>
/// <param name="Grid">The grid.</param>
public sealed record TimedSolver(ISolver Solver, TimeGrid Grid)
{
    internal const string OwnTimes = "times and weights of its own: a class of its own";
    internal const string OwnSteps = "step sizes of its own for every sample: a class of its own";
    private const string Jumps = "warm start: the jump to its first knot costs no evaluation; a class of its own";
    private const string Stochastic =
        "stochastic: its samples are not meant to end where the reference's do, so rmse says nothing of it; compare it by --metric "
            + "mmd,w2,weights,spread";

    /// <summary>
    /// Endpoint RMSE on the pairs it was fitted to on the exact field, data units, where these are more than the calibration noise that all
    /// methods share; otherwise null.
    /// </summary>
    public double? CalibrationError { get; init; }

    /// <summary>What sets it apart from other samplers of the same cost, as a clause; null when there is nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>A solver on the grid of a schedule, behind the schedule's jump where it has one.</summary>
    /// <param name="rule">The schedule, prepared.</param>
    /// <param name="solver">The solver as it was before any fit.</param>
    /// <param name="evaluations">Velocity evaluations per sample.</param>
    /// <param name="fit">Given the grid and the jump, what runs on it: the solver itself or a fitted one, which costs per step what it
    /// does.</param>
    /// <exception cref="FlowDemoException">The solver cannot spend the budget exactly, or the schedule has no such grid.</exception>
    public static TimedSolver On(IGridRule rule, ISolver solver, int? evaluations, Func<TimeGrid, WarmStart?, ISolver> fit)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(fit);
        if (evaluations is not int budget || solver.StepsFor(budget) is not int steps)
        {
            throw new FlowDemoException($"No number of the solver's steps takes {evaluations} evaluations; choose another budget.");
        }

        TimeGrid grid = rule.Build(steps);
        ISolver running = fit(grid, rule.Jump);
        return new TimedSolver(rule.Jump is null ? running : new WarmStartSolver(running, rule.Jump), grid)
        {
            Remark = solver.IsStochastic ? Stochastic : rule.Jump is null ? null : Jumps,
        };
    }
}
