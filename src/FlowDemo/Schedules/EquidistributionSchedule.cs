using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>
/// Equal shares of curvature: as many steps per unit of time as <c>n(t) = (mean |x''(t)|^2)^(1/4)</c>, the density that makes the
/// sum of squared local Euler errors least when steps are many. Propagated: <c>n(t) = (mean |Phi(1, t) x''(t)|^2)^(1/4)</c>,
/// which counts what becomes of each error by the end.
/// </summary>
/// <remarks>
/// Equidistribution of the local error: de Boor, Good Approximation by Splines with Variable Knots II, 1973. The mean over
/// samples comes before the power. The weights are those of a method of order 1, whatever solver the grid is for.
/// </remarks>
/// <param name="propagated">True to carry errors to the end by the Jacobian of the exact flow.</param>
public sealed class EquidistributionSchedule(bool propagated) : ISchedule
{
    private const int Anchors = 200;
    private const int PropagatedSamples = 1024;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "equidistribution", "Equal shares of the trajectories' curvature in every step.", static a =>
            new EquidistributionSchedule(a.Word(0, "curvature", "propagated") == "propagated"))
    {
        Formula = "the integral of (mean |x''|^2)^(1/4) is the same over every step; propagated: of (mean |Phi(1, t) x''|^2)^(1/4)",
        Order = "fitted to the field",
        Cost = "a reference solution and 201 derivative evaluations per calibration sample; propagated: 800 more on fewer samples",
        Source = "de Boor, Good Approximation by Splines with Variable Knots II, 1973, applied to the local error of Euler's method.",
        Notes = "Needs the exact derivatives of the field. On one isotropic Gaussian the propagated grid is the optimal one, arctan.",
        Parameters = [new("weight", "curvature", "curvature: local errors; propagated: what they become by the end.")],
    };

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TimeGrid anchors = TimeGrid.Uniform(Anchors);
        SampleBatch[] states = context.ReferenceStates(anchors);
        int samples = propagated ? context.Calibration.Noise.CountInWholeReplicates(PropagatedSamples) : states[0].Count;
        if (samples < states[0].Count)
        {
            states = [.. states.Select(s => s.Slice(0, samples))];
        }

        IErrorMeasure measure = propagated
            ? new PropagatedError(FlowTransport.ToEnd(context.Flow, anchors, states, context.Execution))
            : new SquaredError();
        SampleBatch zero = states[0].NewLike();
        return EqualShareRule.Along(
            "equidistribution", context.Flow, anchors, states, (i, _, acceleration) =>
                Math.Pow(measure.Mean(i, acceleration, zero), 0.25), context.Execution);
    }
}
