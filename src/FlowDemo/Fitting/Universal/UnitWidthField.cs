using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Fitting.Universal;

/// <summary>The velocity of a field in coordinates of unit width.</summary>
/// <param name="inner">The field in its own coordinates.</param>
/// <param name="coordinates">The coordinates.</param>
/// <param name="scratch">A batch of the shape that it is asked about; so it serves one stepper.</param>
internal sealed class UnitWidthField(IVelocityField inner, UnitWidth coordinates, SampleBatch scratch) : IVelocityField
{
    /// <inheritdoc/>
    public int Dimension => inner.Dimension;

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        PathPoint p = coordinates.At(t);
        coordinates.Back(p, x, scratch);
        inner.Evaluate(p.Time, scratch, velocity);
        coordinates.Turn(p, x, velocity);
    }
}
