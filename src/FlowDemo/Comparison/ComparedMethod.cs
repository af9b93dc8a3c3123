using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>A solver with a schedule on a velocity field: what has rows in a comparison.</summary>
public sealed record ComparedMethod
{
    /// <summary>Puts the three together.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="schedule">The schedule; <see cref="OwnTimes"/> takes its place where the solver has times of its own.</param>
    /// <param name="field">The velocity field.</param>
    public ComparedMethod(Named<ISolver> solver, Named<ISchedule> schedule, ComparedField field)
    {
        ArgumentNullException.ThrowIfNull(solver);
        Solver = solver;
        Schedule = solver.Value.TakesSchedule ? schedule : OwnTimes.Instance;
        Field = field;
    }

    /// <summary>The solver.</summary>
    public Named<ISolver> Solver { get; }

    /// <summary>The schedule.</summary>
    public Named<ISchedule> Schedule { get; }

    /// <summary>The velocity field.</summary>
    public ComparedField Field { get; init; }

    /// <summary>What its rows are called.</summary>
    public MethodName Name => MethodName.Of(Solver.Name, Schedule.Name, Field);

    /// <summary>The budgets that some number of steps spends exactly; one that is null for a solver that takes what it needs.</summary>
    /// <param name="budgets">Velocity evaluations per sample.</param>
    public IEnumerable<int?> BudgetsAmong(IEnumerable<int> budgets) =>
        Solver.Value.TakesBudget ? budgets.Where(b => Solver.Value.StepsFor(b) is int steps
            && steps == (Schedule.Value.OnlySteps ?? steps)).Select(static b => (int?)b) : [null];
}
