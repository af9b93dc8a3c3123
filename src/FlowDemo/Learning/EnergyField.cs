using FlowDemo.Fields;

namespace FlowDemo.Learning;

/// <summary>A planar field with its kinetic energy as a third coordinate: <c>d/dt (x, y, e) = (u(x, t), |u(x, t)|^2)</c>.</summary>
/// <param name="inner">The planar field.</param>
internal sealed class EnergyField(IVelocityField inner) : IVelocityField
{
    public int Dimension => 3;

    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        SampleBatch point = new(2, x.Count);
        SampleBatch pointVelocity = new(2, x.Count);
        x.Values[..point.Values.Length].CopyTo(point.Values);
        inner.Evaluate(t, point, pointVelocity);
        pointVelocity.Values.CopyTo(velocity.Values);
        ReadOnlySpan<double> u = pointVelocity.PaddedCoordinate(0);
        ReadOnlySpan<double> v = pointVelocity.PaddedCoordinate(1);
        Span<double> energy = velocity.PaddedCoordinate(2);
        for (int i = 0; i < energy.Length; i++)
        {
            energy[i] = (u[i] * u[i]) + (v[i] * v[i]);
        }
    }
}
