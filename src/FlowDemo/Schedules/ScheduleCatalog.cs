using FlowDemo.Schedules.Boss;
using FlowDemo.Schedules.Formulas;
using FlowDemo.Schedules.Gits;
using FlowDemo.Schedules.Optimal;

namespace FlowDemo.Schedules;

/// <summary>Every schedule by its id.</summary>
public static class ScheduleCatalog
{
    /// <summary>The catalogue, formulas first.</summary>
    public static Catalog<ISchedule> All { get; } = new(
        "schedule",
        [
            .. TimeFormulas.Entries,
            .. NoiseLevelFormulas.Entries,
            EquidistributionSchedule.Entry,
            BossSchedule.Entry,
            PropagatedBossSchedule.Entry,
            GitsSchedule.Entry,
            AysSchedule.Entry,
            AysSchedule.ElboEntry,
            OptimalSchedule.Entry,
        ])
    {
        Modifiers = [.. WarmStartSchedule.Modifiers],
    };
}
