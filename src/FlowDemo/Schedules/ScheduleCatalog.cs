using FlowDemo.Schedules.Boss;
using FlowDemo.Schedules.Formulas;

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
            BossSchedule.Entry,
        ]);
}
