using System.Runtime.InteropServices;
using FlowDemo.Fields;

namespace FlowDemo.Schedules.Boss;

/// <summary>
/// A field that already knows its velocity at one anchor, so that the many steps that start there share their first stage.
/// Not safe for several threads: each row of a cost table has its own.
/// </summary>
/// <param name="inner">The field that does the rest.</param>
/// <param name="time">Time of the anchor.</param>
/// <param name="state">The states there.</param>
/// <param name="anchorVelocity">The velocities there.</param>
internal sealed class AnchoredField(IVelocityField inner, double time, SampleBatch state, SampleBatch anchorVelocity) : IDifferentiableField
{
    private (SampleBatch Jacobian, SampleBatch Acceleration)? derivatives;

    public int Dimension => inner.Dimension;

    public int BatchSize => inner.BatchSize;

    public double Spacing => inner.Spacing;

    public int ExtraVelocities(bool jacobian, bool acceleration) => inner.WithDerivatives().ExtraVelocities(jacobian, acceleration);

    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        if (IsAnchor(t, x))
        {
            anchorVelocity.Values.CopyTo(velocity.Values);
        }
        else
        {
            inner.Evaluate(t, x, velocity);
        }
    }

    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        if (!IsAnchor(t, x))
        {
            inner.WithDerivatives().Differentiate(t, x, velocity, jacobian, acceleration);
            return;
        }

        if (derivatives is null)
        {
            derivatives = (new SampleBatch(Dimension * Dimension, x.Count), x.NewLike());
            inner.WithDerivatives().Differentiate(t, x, velocity, derivatives.Value.Jacobian, derivatives.Value.Acceleration);
        }

        anchorVelocity.Values.CopyTo(velocity.Values);
        if (jacobian is not null)
        {
            derivatives.Value.Jacobian.Values.CopyTo(jacobian.Values);
        }

        if (acceleration is not null)
        {
            derivatives.Value.Acceleration.Values.CopyTo(acceleration.Values);
        }
    }

    // States are told apart bit by bit: a step that has moved is never mistaken for its start.
    private bool IsAnchor(double t, SampleBatch x) =>
        t == time && MemoryMarshal.AsBytes(x.Values).SequenceEqual(MemoryMarshal.AsBytes(state.Values));
}
