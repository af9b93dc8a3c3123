namespace FlowDemo.Numerics.KernelSums;

/// <summary>The stretch of a lattice axis that a sample can see.</summary>
/// <param name="Position">Place of the sample in units of sqrt(2) kernel deviations from lattice index 0.</param>
/// <param name="First">First index in the window.</param>
/// <param name="Count">Length of the window, a multiple of the widest vector.</param>
/// <param name="Centre">The index nearest the sample, inside the window: what offsets count from.</param>
internal readonly record struct LatticeWindow(double Position, int First, int Count, int Centre)
{
    /// <summary>The window around a position.</summary>
    /// <param name="position">Place of the sample; anything, even not a number.</param>
    /// <param name="step">Distance of neighbouring indices in the same units; 0 puts all of them in one place.</param>
    /// <param name="reach">How far the sample sees.</param>
    /// <param name="length">Length of the axis, a multiple of the widest vector.</param>
    public static LatticeWindow Of(double position, double step, double reach, int length)
    {
        int low = Index(Math.Floor((position - reach) / step), length, 0);
        int high = Index(Math.Ceiling((position + reach) / step), length, length - 1);
        int count = (high - low + SampleBatch.LaneCount) / SampleBatch.LaneCount * SampleBatch.LaneCount;
        int first = Math.Min(low, length - count);
        return new LatticeWindow(
            position, first, count, Math.Clamp(Index(Math.Round(position / step), length, 0), first, first + count - 1));
    }

    // Where the quotient is not a number there is no position, or no step: the whole axis is in sight.
    private static int Index(double value, int length, int otherwise) =>
        double.IsNaN(value) ? otherwise : (int)Math.Clamp(value, 0, length - 1);
}

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
