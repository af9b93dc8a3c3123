namespace FlowDemo.Solvers.WarmStarts;

/// <summary>An affine map of the plane with a symmetric matrix: <c>x -> W x + shift</c>.</summary>
/// <param name="XX">W, first row and column.</param>
/// <param name="XY">W, off the diagonal.</param>
/// <param name="YY">W, second row and column.</param>
/// <param name="ShiftX">First coordinate of the shift.</param>
/// <param name="ShiftY">Second coordinate of the shift.</param>
internal readonly record struct PlaneMap(double XX, double XY, double YY, double ShiftX, double ShiftY)
{
    /// <summary>
    /// Applies the map to every sample. Coordinates beyond the second are pairs of tangent vectors, which the linear part maps
    /// and the shift leaves alone.
    /// </summary>
    /// <param name="from">The samples; their dimension is even.</param>
    /// <param name="to">Receives the images; may be <paramref name="from"/>.</param>
    public void Apply(SampleBatch from, SampleBatch to)
    {
        for (int d = 0; d < from.Dimension; d += 2)
        {
            (double shiftX, double shiftY) = d == 0 ? (ShiftX, ShiftY) : (0, 0);
            Span<double> x = from.PaddedCoordinate(d);
            Span<double> y = from.PaddedCoordinate(d + 1);
            Span<double> toX = to.PaddedCoordinate(d);
            Span<double> toY = to.PaddedCoordinate(d + 1);
            for (int i = 0; i < x.Length; i++)
            {
                (toX[i], toY[i]) = ((XX * x[i]) + (XY * y[i]) + shiftX, (XY * x[i]) + (YY * y[i]) + shiftY);
            }
        }
    }
}
