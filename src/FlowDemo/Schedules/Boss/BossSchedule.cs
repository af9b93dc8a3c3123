using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Boss;

/// <summary>
/// Bellman optimal stepsizes: the K steps whose squared local errors, each measured from a point of a fine trajectory, have the
/// least sum. <c>min sum_m c(i_m, i_(m+1)), c(i, j) = mean |step(x(t_i); t_i, t_j) - x(t_j)|^2</c> over all choices of K - 1
/// interior anchors i / M, found exactly by dynamic programming. One table serves every K.
/// </summary>
/// <remarks>
/// Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening of Flow-Matching Models, 2023, arXiv 2312.16414, equations 5
/// to 8. Exact only for the sum of local errors: how an error grows or shrinks after its step does not count (see p-boss).
/// The step costed is that of the solver the grid is for; where steps do not stand alone (multistep methods) it is Euler's.
/// </remarks>
/// <param name="fromEuler">
/// True: the reference is that of M Euler steps, as in the paper, so that short steps seem free of error.
/// False: a fine RK4 reference.
/// </param>
/// <param name="anchors">M, number of anchor intervals.</param>
public sealed class BossSchedule(bool fromEuler, int anchors) : ISchedule
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "boss", "Bellman optimal stepsizes: least sum of squared local errors of the solver's own step, by dynamic programming.",
        static a =>
            new BossSchedule(a.Word(0, "exact", "paper") == "paper", a.Integer(1, 2, 1000)))
    {
        Formula = "min over knots of sum_m mean |step(x(t_m); t_m, t_(m+1)) - x(t_(m+1))|^2, knots among i / M",
        Order = "fitted to the field",
        Cost = "a reference solution and M evaluations per calibration sample; for a solver of s > 1 stages (s - 1) M^2 / 2 more on fewer "
            + "samples",
        Source = "Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening of Flow-Matching Models, 2023, arXiv 2312.16414, "
            + "equations 5 to 8.",
        Notes = "The step costed is that of the solver in the row, Euler's for multistep methods. Above M steps the grid of M / 4 steps "
            + "is subdivided. Knots of another target are often better: at 4 Euler steps the ring's have .93 of the error of moons' own "
            + "on moons, and those of moons .80 on the ring (flowdemo transfer -m euler/boss --nfe 4).",
        Parameters =
        [
            new("reference", "exact", "exact: a fine reference; paper: the M-step Euler trajectory, as published."),
            new("anchors", "100", "M from 2 to 1000, the number of anchor intervals."),
        ],
    };

    /// <inheritdoc/>
    public object SharedAmong(ISolver solver) => LocalErrors.StepOf(solver);

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps) =>
        LocalErrors.WorkOf(setting, setting.Solver, anchors, nanoseconds: 16)
            + (fromEuler || anchors != ICalibration.Anchors.Steps ? Calibration.Work(setting.Samples) : Workload.None);

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IOneStepSolver solver = LocalErrors.StepOf(context.Solver);
        int samples = LocalErrors.SamplesFor(solver, context.Calibration.Noise);
        TimeGrid grid = TimeGrid.Uniform(anchors);
        AnchoredTrajectories trajectories = fromEuler
            ? AnchoredTrajectories.ByEuler(context.Flow, grid, context.Calibration.Noise.Points.Slice(0, samples), context.Execution)
            : AnchoredTrajectories.Of(context, grid, samples);
        ExactStepProgram program = new(LocalErrors.Tabulate(context.Flow, solver, trajectories, new SquaredError(), context.Execution));
        return LimitedRule.AmongAnchors(grid, program.Path);
    }
}
