using FlowDemo.Fitting.Optimal;
using FlowDemo.Schedules.AutoDiffusion;
using FlowDemo.Schedules.Boss;
using FlowDemo.Schedules.Dmn;
using FlowDemo.Schedules.Formulas;
using FlowDemo.Schedules.Gits;
using FlowDemo.Schedules.Oss;

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
            BongTangent.Entry,
            .. PublishedTables.Entries,
            OwnGrid.KnotsEntry,
            OwnGrid.SigmasEntry,
            EquidistributionSchedule.Entry,
            BossSchedule.Entry,
            PropagatedBossSchedule.Entry,
            GitsSchedule.Entry,
            OssSchedule.Entry,
            AysSchedule.Entry,
            AysSchedule.ElboEntry,
            DmnSchedule.Entry,
            AutoDiffusionSchedule.Entry,
            OptimalSchedule.Entry,
        ])
    {
        Modifiers = [.. WarmStartSchedule.Modifiers],
    };
}
