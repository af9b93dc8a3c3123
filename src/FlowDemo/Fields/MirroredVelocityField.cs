using FlowDemo.Paths;

namespace FlowDemo.Fields;

/// <summary>
/// A field whose flow goes the other way: <c>w(x, s) = -u(x, 1 - s)</c> carries data at s = 0 to noise at s = 1 along the same
/// trajectories. Its acceleration is that of u, its Jacobian the negative.
/// </summary>
/// <param name="inner">The field u.</param>
internal sealed class MirroredVelocityField(IVelocityField inner) : IDifferentiableField
{
    /// <inheritdoc/>
    public int Dimension => inner.Dimension;

    /// <summary>The same flow from data to noise, to be run on a mirrored grid.</summary>
    /// <param name="flow">The flow from noise to data.</param>
    public static Flow FlowOf(Flow flow) => new(new MirroredVelocityField(flow.Field), new MirroredPath(flow.Path));

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        inner.Evaluate(1 - t, x, velocity);
        Negate(velocity);
    }

    /// <inheritdoc/>
    /// <exception cref="FlowDemoException">The field beneath has no closed-form derivatives.</exception>
    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        inner.WithDerivatives().Differentiate(1 - t, x, velocity, jacobian, acceleration);
        Negate(velocity);
        if (jacobian is not null)
        {
            Negate(jacobian);
        }
    }

    private static void Negate(SampleBatch batch)
    {
        Span<double> values = batch.Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = -values[i];
        }
    }
}
