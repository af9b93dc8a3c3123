using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>Grids whose steps take equal shares of an integral, which is known at anchors and linear between them.</summary>
/// <param name="anchors">The times of the anchors.</param>
/// <param name="cumulative">The integral up to each anchor, increasing strictly from 0.</param>
internal sealed class EqualShareRule(TimeGrid anchors, double[] cumulative) : IGridRule
{
    /// <summary>
    /// Equal shares of the integral of a density along trajectories, by the trapezoidal rule; equal steps where it is zero.
    /// </summary>
    /// <param name="schedule">The id of the schedule, for the complaint.</param>
    /// <param name="flow">The flow; its field has exact derivatives.</param>
    /// <param name="anchors">The times of the states.</param>
    /// <param name="states">A batch for each time.</param>
    /// <param name="density">Given the index of a anchor and the velocities x' and accelerations x'' there, steps per unit of time up to a
    /// factor.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="FlowDemoException">The density is not a finite number everywhere.</exception>
    public static EqualShareRule Along(
        string schedule, Flow flow, TimeGrid anchors, SampleBatch[] states, Func<int, SampleBatch, SampleBatch, double> density,
        Execution execution)
    {
        IDifferentiableField field = flow.Field.WithDerivatives();
        double[] densities = new double[states.Length];
        execution.ForEach(states.Length, i =>
        {
            SampleBatch velocity = states[i].NewLike();
            SampleBatch acceleration = states[i].NewLike();
            field.Differentiate(anchors[i], states[i], velocity, null, acceleration);
            densities[i] = density(i, velocity, acceleration);
        });
        return densities.All(double.IsFinite)
            ? new EqualShareRule(anchors, Accumulate(anchors, densities))
            : throw new FlowDemoException(
                $"The curvature of the trajectories is not a finite number everywhere, so '{schedule}' has no grid; use another schedule.");
    }

    public TimeGrid Build(int steps) => TimeGrid.FromFractions(steps, f =>
    {
        double share = f * cumulative[^1];
        int found = Array.BinarySearch(cumulative, share);
        int i = Math.Clamp(found >= 0 ? found : ~found - 1, 0, anchors.Steps - 1);
        return anchors[i] + ((share - cumulative[i]) / (cumulative[i + 1] - cumulative[i]) * (anchors[i + 1] - anchors[i]));
    });

    private static double[] Accumulate(TimeGrid anchors, double[] densities)
    {
        // A trace of density everywhere keeps the integral increasing.
        double floor = densities.Max() > 0 ? 1e-6 * densities.Max() : 1;
        double[] cumulative = new double[densities.Length];
        for (int i = 1; i < cumulative.Length; i++)
        {
            cumulative[i] = cumulative[i - 1] + ((anchors[i] - anchors[i - 1]) * (((densities[i - 1] + densities[i]) / 2) + floor));
        }

        return cumulative;
    }
}
