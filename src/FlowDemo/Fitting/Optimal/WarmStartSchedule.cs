using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Optimal;

/// <summary>
/// Another schedule's grid squeezed into [t_0, 1], behind a jump from 0 to t_0 that costs no evaluation; t_0 is the one of least
/// mean squared endpoint error on calibration noise: <c>{0, t_0, t_0 + (1 - t_0) t_1, ..., 1}</c>.
/// </summary>
/// <param name="inner">The schedule of the steps.</param>
/// <param name="kind">The jump.</param>
internal sealed class WarmStartSchedule(ISchedule inner, WarmStartKind kind) : ISchedule
{
    /// <summary>The modifiers of the catalogue.</summary>
    internal static CatalogModifier<ISchedule>[] Modifiers { get; } =
    [
        new("gauss", "Starts at the best t_0 > 0, reached at no evaluation by the exact flow of the Gaussian with the data's mean and "
            + "covariance.", static s =>
            Apply(s, WarmStartKind.Gauss)),
        new("mean", "Starts at the best t_0 > 0, reached at no evaluation by moving along the mean of the data.", static s =>
            Apply(s, WarmStartKind.Mean)),
    ];

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps) =>
        inner.WorkFor(setting, steps) + Workload.Sum(steps.Select(k => GridSearch.WorkOfStart(setting, k)));

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        WarmStart warmStart = new(kind, context.Flow.Path, context.MomentsFor(kind));
        return new Rule(inner.Prepare(context), new GridSearch(context, kind), warmStart);
    }

    private static ISchedule Apply(ISchedule schedule, WarmStartKind kind) =>
        schedule.Behind(kind) ?? new WarmStartSchedule(schedule, kind);

    private sealed class Rule(IGridRule inner, GridSearch search, WarmStart warmStart) : IGridRule
    {
        public TimeGrid Build(int steps) => search.WithStart(inner.Build(steps));

        public WarmStart Jump => warmStart;
    }
}
