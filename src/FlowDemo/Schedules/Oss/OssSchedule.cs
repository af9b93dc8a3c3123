using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Oss;

/// <summary>
/// Optimal stepsize: each anchor keeps the student's own states, those nearest to the reference that exactly k steps can reach,
/// and the next step starts from them. <c>Z_k(j) = best over i of step(Z_(k-1)(i); t_i, t_j)</c>, best in
/// <c>mean |y - x(t_j)|^2</c> over all samples (shared): one grid for the data set.
/// </summary>
/// <remarks>
/// Pei, Wu, Zhang, Zhong, Wen, Xue, Optimal Stepsize for Diffusion Sampling, 2025, arXiv 2503.21774, section 3. The official code
/// finds a grid per sample, lets the first step start at any anchor, and follows pointers of other levels back; here the start is
/// pinned, levels are exact and the grid is shared. A heuristic: states nearest at an anchor need not lead to the best end. More
/// than one state per anchor (beam) is ours. Anchors are i / 100 of a fine reference.
/// </remarks>
/// <param name="beam">States kept per anchor and level, at least 1.</param>
public sealed class OssSchedule(int beam) : ISchedule
{
    private const int Samples = 1024;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "oss", "Optimal stepsize: dynamic programming over the states that the solver itself reaches.", static a =>
            new OssSchedule(a.Integer(0, 1, 16)))
    {
        Formula = "Z_k(j) = argmin over i of mean |step(Z_(k-1)(i); t_i, t_j) - x(t_j)|^2, knots among i / 100",
        Order = "fitted to the field and the solver",
        Cost = "a reference solution, then for K steps 100 K evaluations per sample (1024) and state kept; more for a solver of several "
            + "stages",
        Source = "Pei, Wu, Zhang, Zhong, Wen, Xue, Optimal Stepsize for Diffusion Sampling, 2025, arXiv 2503.21774, section 3.",
        Notes = "One grid for all samples, with the start pinned to noise. The step is that of the solver in the row, Euler's for "
            + "multistep methods.",
        Parameters = [new("beam", "1", "states kept per anchor, from 1 (as published) to 16.")],
    };

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps)
    {
        // One table grows to the most steps that anybody asks for.
        int anchors = ICalibration.Anchors.Steps;
        double fans = beam * (double)Math.Min(Samples, LocalErrors.SamplesFor(setting))
            * steps.Select(k => k <= anchors ? k : anchors / 4).DefaultIfEmpty(0).Max();
        double pairs = anchors * anchors / 2 * fans;
        return new Workload((anchors * fans) + ((WorkSetting.StagesOf(LocalErrors.StepOf(setting.Solver)) - 1) * pairs), 5 * pairs);
    }

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IOneStepSolver solver = LocalErrors.StepOf(context.Solver);
        TimeGrid anchors = ICalibration.Anchors;
        int samples = Math.Min(
            LocalErrors.SamplesFor(solver, context.Calibration.Noise), context.Calibration.Noise.CountInWholeReplicates(Samples));
        SampleBatch[] reference = [.. context.ReferenceStates(anchors).Select(s => s.Slice(0, samples))];
        OssTable table = new(context.Flow, solver, anchors, reference, beam, context.Execution);
        return LimitedRule.AmongAnchors(anchors, steps => table.End(steps).Path());
    }
}
