using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Boss;

/// <summary>
/// BOSS with each local error carried to the end by the exact flow before it is squared:
/// <c>c(i, j) = mean |Phi(1, t_j) (step(x(t_i); t_i, t_j) - x(t_j))|^2</c>. An error that the flow contracts afterwards counts
/// less, one that it stretches counts more.
/// </summary>
/// <remarks>
/// Ours; the program is that of <see cref="BossSchedule"/>. On one isotropic Gaussian its knots are the optimal ones, rounded to
/// anchors. Still linear in the errors: at few steps on a target with several modes the linearisation can mislead.
/// </remarks>
internal sealed class PropagatedBossSchedule : ISchedule
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "p-boss", "BOSS with every local error propagated to the end by the Jacobian of the exact flow.", static _ =>
            new PropagatedBossSchedule())
    {
        Formula = "min over knots of sum_m mean |Phi(1, t_(m+1)) (step(x(t_m); t_m, t_(m+1)) - x(t_(m+1)))|^2, knots among i / 100",
        Order = "fitted to the field",
        Cost = "as boss, and 400 derivative evaluations per calibration sample",
        Source = "This project; the recursion is that of boss.",
        Notes = "Needs the exact derivatives of the field. The step costed is that of the solver in the row, Euler's for multistep "
            + "methods.",
    };

    /// <inheritdoc/>
    public object SharedAmong(ISolver solver) => LocalErrors.StepOf(solver);

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps)
    {
        double derivatives = 400.0 * LocalErrors.SamplesFor(setting);
        return LocalErrors.WorkOf(setting, setting.Solver, ICalibration.Anchors.Steps, nanoseconds: 30)
            + new Workload(Workload.Derivative / 2 * derivatives, 250 * derivatives);
    }

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        IOneStepSolver solver = LocalErrors.StepOf(context.Solver);
        AnchoredTrajectories trajectories = AnchoredTrajectories.Of(
            context, ICalibration.Anchors, LocalErrors.SamplesFor(solver, context.Calibration.Noise));
        SampleBatch[] transport = FlowTransport.ToEnd(context.Flow, trajectories.Anchors, trajectories.States, context.Execution);
        ExactStepProgram program = new(
            LocalErrors.Tabulate(context.Flow, solver, trajectories, new PropagatedError(transport), context.Execution));
        return LimitedRule.AmongAnchors(trajectories.Anchors, program.Path);
    }
}
