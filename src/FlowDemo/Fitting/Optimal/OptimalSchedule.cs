using System.Collections.Concurrent;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Boss;
using FlowDemo.Schedules.Formulas;
using FlowDemo.Schedules.Oss;
using FlowDemo.Schedules.Search;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Optimal;

/// <summary>
/// The grid that minimises the mean squared endpoint error of the very solver it runs with, on calibration noise:
/// <c>min over t_1 &lt; ... &lt; t_(K-1) of mean |x_K - x(1)|^2</c>. Other schedules are the starts; a scan of single knots and
/// Levenberg-Marquardt steps with the exact derivatives of the sampler improve them, and the best is kept, so that it is never
/// worse on the calibration noise than any of them, BOSS among them.
/// </summary>
/// <remarks>
/// What BOSS's sum of local errors leaves out is here: how an error grows or shrinks after its step, and that errors add up
/// coherently. Cf. Tong et al., Learning to Discretize Denoising Diffusion ODEs, 2024, arXiv 2405.15506, who minimise the same
/// by stochastic gradients.
/// </remarks>
/// <param name="kind">The warm start, whose start time is then searched for together with the knots.</param>
/// <param name="figure">What is minimised.</param>
internal sealed class OptimalSchedule(WarmStartKind kind, EndFigure figure = EndFigure.Rmse) : ISchedule
{
    /// <summary>Schedules whose grids are the starts.</summary>
    private static readonly CatalogEntry<ISchedule>[] Starts =
    [
        TimeFormulas.Uniform, NoiseLevelFormulas.Arctan, TimeFormulas.Cos2, EquidistributionSchedule.Entry, BossSchedule.Entry,
        OssSchedule.Entry,
    ];

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "optimal", "Least mean squared endpoint error of the solver in the row, on calibration noise; never worse there than BOSS.",
        static a =>
            new OptimalSchedule(WarmStartKind.None, EndFigures.Read(a)))
    {
        Formula = "min over t_1 < ... < t_(K-1) of mean |x_K - x(1)|^2",
        Order = "fitted to field and solver",
        Cost = "the starts, and some hundred runs of the sampler with derivatives on the calibration noise",
        Source = "The objective of Tong et al., Learning to Discretize Denoising Diffusion ODEs, 2024, arXiv 2405.15506; exact "
            + "derivatives and starts are our own.",
        Notes = "Starts: " + string.Join(", ", Starts.Select(static s => s.Id)) + ". Above 16 evaluations it continues from the optimum "
            + "of half as many steps, above 64 by subdivision alone. "
            + "Near ends are not the right distribution: on moons at NFE 8 Euler's kl is .14 on uniform, .16 on boss and 1.0 on optimal. "
            + "optimal:frechet lowers the distance of the moments instead. Its knots are best where they were found: on another of ring, "
            + "moons, spiral and grid25 they have 1.03 to 2 times the error at 4 Euler steps (flowdemo transfer).",
        Parameters = [EndFigures.Parameter],
    };

    /// <inheritdoc/>
    public ISchedule Behind(WarmStartKind kind) => new OptimalSchedule(kind, figure);

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps) =>
        Workload.Sum(Starts.Select(s => s.CreateDefault().WorkFor(setting, steps)))
            + Workload.Sum(steps.Select(k => GridSearch.WorkOf(setting, k)))
            + (kind == WarmStartKind.None
                ? Workload.None
                : Starts.Length * Workload.Sum(steps.Select(k => GridSearch.WorkOfStart(setting, k))));

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        IGridRule[] starts = [.. Starts.Select(s => s.CreateDefault().Prepare(context))];
        GridSearch search = new(context.Pathwise(), kind, figure);
        return kind == WarmStartKind.None
            ? new Rule(search, starts)
            : new WarmRule(search, starts, new WarmStart(kind, context.Flow.Path, context.MomentsFor(kind)));
    }

    private class Rule(GridSearch search, IGridRule[] starts) : IGridRule
    {
        private readonly ConcurrentDictionary<int, TimeGrid> grids = new();

        public virtual WarmStart? Jump => null;

        protected GridSearch Search => search;

        public TimeGrid Build(int steps)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
            return grids.GetOrAdd(steps, k => search.Best(StartsFor(k)));
        }

        protected virtual TimeGrid[] StartsFor(int steps) => [.. starts.Select(s => s.Build(steps)).Concat(Continued(steps)).Distinct()];

        private TimeGrid[] Continued(int steps) =>
            Jump is null && search.StepsBefore(steps) is int before ? [PiecewiseLinear.Resample(Build(before), steps)] : [];
    }

    private sealed class WarmRule(GridSearch search, IGridRule[] starts, WarmStart warmStart) : Rule(search, starts)
    {
        public override WarmStart Jump => warmStart;

        protected override TimeGrid[] StartsFor(int steps) => [.. base.StartsFor(steps).Select(Search.WithStart)];
    }
}
