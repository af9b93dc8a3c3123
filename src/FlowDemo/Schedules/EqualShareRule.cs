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
    /// <param name="context">The flow, whose field has exact derivatives.</param>
    /// <param name="anchors">The times of the states.</param>
    /// <param name="states">A batch for each time.</param>
    /// <param name="needsJacobian">Whether the density is made of the Jacobian too.</param>
    /// <param name="density">Steps per unit of time up to a factor.</param>
    /// <exception cref="FlowDemoException">The density is not a finite number everywhere.</exception>
    public static EqualShareRule Along(
        ScheduleContext context, TimeGrid anchors, SampleBatch[] states, bool needsJacobian, Func<AnchorVelocities, double> density)
    {
        IDifferentiableField field = context.Flow.Field.WithDerivatives();
        double[] densities = new double[states.Length];
        context.Execution.ForEach(states.Length, i =>
        {
            SampleBatch velocity = states[i].NewLike();
            SampleBatch acceleration = states[i].NewLike();
            SampleBatch? jacobian = needsJacobian ? new SampleBatch(field.Dimension * field.Dimension, states[i].Count) : null;
            field.Differentiate(anchors[i], states[i], velocity, jacobian, acceleration);
            densities[i] = density(new AnchorVelocities(i, velocity, acceleration, jacobian));
        });
        return densities.All(double.IsFinite)
            ? new EqualShareRule(anchors, Accumulate(anchors, densities))
            : throw new FlowDemoException(
                "The curvature of the trajectories is not a finite number everywhere, so 'equidistribution' has no grid; use another "
                    + "schedule.");
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
