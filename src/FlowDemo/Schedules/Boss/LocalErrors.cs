using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Boss;

/// <summary>
/// The cost table of single steps: <c>c(i, j) = mean error of the step from x(t_i) to t_j, measured against x(t_j)</c>, for a
/// batch of trajectories and any solver whose steps stand alone.
/// </summary>
internal static class LocalErrors
{
    /// <summary>
    /// Samples behind a table whose steps take more than one evaluation: such a table takes M^2 / 2 evaluations per stage and
    /// sample, one of an evaluation per step only the M that the anchors share.
    /// </summary>
    internal const int CostlySamples = 256;

    /// <summary>Tabulates the errors of all steps between two anchors.</summary>
    /// <param name="flow">The flow; a method of one evaluation per step asks nothing of it here.</param>
    /// <param name="solver">The method whose steps are costed.</param>
    /// <param name="trajectories">Where the steps start and should end.</param>
    /// <param name="measure">What is averaged.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="FlowDemoException">An error is not a finite number.</exception>
    public static CostMatrix Tabulate(
        Flow flow, IOneStepSolver solver, AnchoredTrajectories trajectories, IErrorMeasure measure, Execution execution)
    {
        (TimeGrid anchors, SampleBatch[] states, SampleBatch[] velocities) = trajectories;
        return CostMatrix.FromRows(anchors, execution, (i, row) =>
        {
            StepFan steps = new(flow, solver, anchors[i], states[i], velocities[i]);
            SampleBatch x = states[i].NewLike();
            for (int j = i + 1; j <= anchors.Steps; j++)
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                steps.Step(anchors[j], x);
                row[j - i - 1] = measure.Mean(j, x, states[j]);
            }
        });
    }

    /// <summary>The solver whose steps are costed: the context's own, or Euler's method for one whose steps do not stand alone.</summary>
    /// <param name="solver">The solver that the grid is for.</param>
    internal static IOneStepSolver StepOf(ISolver solver) => solver.SingleStep ?? Tableaus.Euler;

    /// <summary>
    /// How many of the calibration samples, from the first, a table for this solver looks at: all of them when a step takes one
    /// evaluation, whole replicates of about <see cref="CostlySamples"/> otherwise (a part of a lattice is not spread evenly).
    /// </summary>
    /// <param name="solver">The method whose steps are costed.</param>
    /// <param name="noise">The calibration noise.</param>
    internal static int SamplesFor(IOneStepSolver solver, NoiseSet noise) =>
        solver.StepsFor(1) == 1 ? noise.Count : noise.CountInWholeReplicates(CostlySamples);

    /// <summary>About what a table takes, with the velocities at its anchors.</summary>
    /// <param name="setting">The size of the calibration.</param>
    /// <param name="solver">The solver whose steps it holds.</param>
    /// <param name="anchors">Anchor intervals.</param>
    /// <param name="nanoseconds">What a step and its measure take for each sample beside the field.</param>
    internal static Workload WorkOf(WorkSetting setting, ISolver solver, int anchors, double nanoseconds)
    {
        WorkSetting own = setting with { Solver = solver };
        double samples = SamplesFor(own);
        double pairs = samples * anchors * anchors / 2;
        return new Workload(
            (samples * anchors) + ((WorkSetting.StagesOf(StepOf(solver)) - 1) * pairs),
            nanoseconds * pairs);
    }

    /// <summary>The samples that a table of a solver's steps is made from.</summary>
    /// <param name="setting">The solver, and the size of the calibration.</param>
    internal static int SamplesFor(WorkSetting setting) =>
        WorkSetting.StagesOf(StepOf(setting.Solver)) == 1 ? setting.Samples : Math.Min(CostlySamples, setting.Samples);
}
