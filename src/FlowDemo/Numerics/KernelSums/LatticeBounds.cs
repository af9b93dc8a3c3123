namespace FlowDemo.Numerics.KernelSums;

/// <summary>The smallest box that holds all points.</summary>
/// <param name="MinX">Least first coordinate.</param>
/// <param name="MinY">Least second coordinate.</param>
/// <param name="Width">Extent along the first coordinate.</param>
/// <param name="Height">Extent along the second coordinate.</param>
internal readonly record struct LatticeBounds(double MinX, double MinY, double Width, double Height)
{
    /// <summary>The box of some points.</summary>
    public static LatticeBounds Of(WeightedPoints points)
    {
        (double minX, double minY) = (points.X.Min(), points.Y.Min());
        return new LatticeBounds(minX, minY, points.X.Max() - minX, points.Y.Max() - minY);
    }
}
