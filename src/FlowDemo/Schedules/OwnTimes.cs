using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>What stands in the place of a schedule where the solver has times of its own and asks for none: equal steps.</summary>
public sealed class OwnTimes : ISchedule
{
    /// <summary>The schedule under the name that rows have for it.</summary>
    public static Named<ISchedule> Instance { get; } = new("own", new OwnTimes());

    /// <inheritdoc/>
    public bool IsFree => true;

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context) => FormulaSchedule.OfFraction(Instance.Name, static f => f).Prepare(context);
}
