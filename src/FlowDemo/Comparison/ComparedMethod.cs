using System.Globalization;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>A solver with a schedule on a velocity field: what has rows in a comparison.</summary>
public sealed record ComparedMethod
{
    /// <summary>Puts the three together.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="schedule">The schedule; <see cref="OwnTimes"/> takes its place where the solver has times of its own.</param>
    /// <param name="field">
    /// The velocity field; the exact one takes its place where the solver makes a velocity of its own out of it.
    /// </param>
    public ComparedMethod(Named<ISolver> solver, Named<ISchedule> schedule, ComparedField field)
    {
        ArgumentNullException.ThrowIfNull(solver);
        Solver = solver;
        Schedule = solver.Value.TakesSchedule ? schedule : OwnTimes.Instance;
        Field = solver.Value.BringsField && field.OwnPath is null ? ComparedField.Exact : field;
    }

    /// <summary>The solver.</summary>
    public Named<ISolver> Solver { get; }

    /// <summary>The schedule.</summary>
    public Named<ISchedule> Schedule { get; }

    /// <summary>The velocity field.</summary>
    public ComparedField Field { get; init; }

    /// <summary>What its rows are called.</summary>
    public MethodName Name => MethodName.Of(Solver.Name, Schedule.Name, Field);

    /// <summary>
    /// Why a budget has no row, where that lies in a grid or fit of the user's and not in how many evaluations a step takes; null where
    /// it has one, or where the number of evaluations of a step is why.
    /// </summary>
    /// <param name="budget">Velocity evaluations per sample.</param>
    public string? Obstacle(int budget)
    {
        int? steps = Solver.Value.StepsFor(budget);
        return Schedule.Value.OnlySteps is int only && steps is int others && others != only
                ? string.Create(CultureInfo.InvariantCulture, $"a grid of {only} steps has no row where NFE buys more or fewer")
            : steps is null && Solver.Value is { TakesSchedule: false, TakesBudget: true, IsFitted: true }
                ? "there is no fit for so many evaluations, and so no row"
            : null;
    }

    /// <summary>The budgets that some number of steps spends exactly; one that is null for a solver that takes what it needs.</summary>
    /// <param name="budgets">Velocity evaluations per sample.</param>
    public IEnumerable<int?> BudgetsAmong(IEnumerable<int> budgets) =>
        Solver.Value.TakesBudget ? budgets.Where(b => Solver.Value.StepsFor(b) is int steps
            && steps == (Schedule.Value.OnlySteps ?? steps)).Select(static b => (int?)b) : [null];
}
