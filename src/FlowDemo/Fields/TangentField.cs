namespace FlowDemo.Fields;

/// <summary>
/// A planar field together with its action on two tangent vectors: <c>d/dt (x, v, w) = (u(x, t), J v, J w)</c>. A solver that
/// is linear in states and velocities, run on it unchanged, differentiates its own map exactly.
/// </summary>
/// <param name="inner">The planar field.</param>
/// <remarks>Coordinates: x, y, then v (x, y), then w (x, y).</remarks>
public sealed class TangentField(IDifferentiableField inner) : IVelocityField
{
    private readonly BatchPool pool = new(2, 2, 4);

    /// <inheritdoc/>
    public int Dimension => 6;

    /// <summary>Adds the two unit tangents to planar points.</summary>
    /// <param name="points">The points.</param>
    public static SampleBatch Extend(SampleBatch points)
    {
        ArgumentNullException.ThrowIfNull(points);
        SampleBatch extended = new(6, points.Count);
        points.Coordinate(0).CopyTo(extended.Coordinate(0));
        points.Coordinate(1).CopyTo(extended.Coordinate(1));
        extended.Coordinate(2).Fill(1);
        extended.Coordinate(5).Fill(1);
        return extended;
    }

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);

        // Fields read and write whole batches, so the point is lifted out and its velocity put back.
        SampleBatch[] set = pool.Take(x.Count);
        (SampleBatch point, SampleBatch pointVelocity, SampleBatch jacobian) = (set[0], set[1], set[2]);
        x.Values[..(2 * x.Stride)].CopyTo(point.Values);
        inner.Differentiate(t, point, pointVelocity, jacobian, null);
        pointVelocity.Values.CopyTo(velocity.Values);
        for (int tangent = 2; tangent < 6; tangent += 2)
        {
            Span<double> v = x.PaddedCoordinate(tangent);
            Span<double> w = x.PaddedCoordinate(tangent + 1);
            for (int row = 0; row < 2; row++)
            {
                Span<double> left = jacobian.PaddedCoordinate(2 * row);
                Span<double> right = jacobian.PaddedCoordinate((2 * row) + 1);
                Span<double> result = velocity.PaddedCoordinate(tangent + row);
                for (int i = 0; i < result.Length; i++)
                {
                    result[i] = (left[i] * v[i]) + (right[i] * w[i]);
                }
            }
        }

        pool.Return(set);
    }
}
