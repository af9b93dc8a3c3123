using System.Globalization;

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

    /// <inheritdoc/>
    public int BatchSize => inner.BatchSize;

    /// <inheritdoc/>
    public double Spacing => inner.Spacing;

    /// <summary>A flow with two tangents, for planar points with two tangents.</summary>
    /// <param name="flow">The flow.</param>
    /// <exception cref="FlowDemoException">Its field has no derivatives, or is not planar.</exception>
    public static Flow Of(Flow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Field.Dimension == 2
            ? flow with { Field = new TangentField(flow.Field.WithDerivatives()) }
            : throw FlowDemoException.Obstacle(string.Create(
                CultureInfo.InvariantCulture,
                $"A method that carries tangents works in the plane, and this field has {flow.Field.Dimension} dimensions; use another."));
    }

    /// <summary>Adds the two unit tangents to planar points.</summary>
    /// <param name="points">The points.</param>
    public static SampleBatch Extend(SampleBatch points)
    {
        ArgumentNullException.ThrowIfNull(points);
        SampleBatch extended = new(6, points.Count);
        points.Coordinate(0).CopyTo(extended.Coordinate(0));
        points.Coordinate(1).CopyTo(extended.Coordinate(1));
        extended.Coordinate(CoordinateOf(0, 0)).Fill(1);
        extended.Coordinate(CoordinateOf(1, 1)).Fill(1);
        return extended;
    }

    /// <summary>The points without their tangents.</summary>
    /// <param name="extended">Points with two tangents.</param>
    internal static SampleBatch PointsOf(SampleBatch extended)
    {
        SampleBatch points = new(2, extended.Count);
        extended.Values[..points.Values.Length].CopyTo(points.Values);
        return points;
    }

    /// <summary>The derivative of the point that unit tangents have become, by the point where they started.</summary>
    /// <param name="extended">Points with two tangents.</param>
    /// <param name="i">Index of the sample.</param>
    internal static Jacobian JacobianOf(SampleBatch extended, int i) => new(
        extended[i, CoordinateOf(0, 0)], extended[i, CoordinateOf(0, 1)], extended[i, CoordinateOf(1, 0)], extended[i, CoordinateOf(1, 1)]);

    /// <summary>Where an entry of the derivative stands: behind the point, column by column.</summary>
    /// <param name="row">0 or 1.</param>
    /// <param name="column">0 or 1.</param>
    internal static int CoordinateOf(int row, int column) => 2 + (2 * column) + row;

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
