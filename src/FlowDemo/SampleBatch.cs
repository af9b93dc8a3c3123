namespace FlowDemo;

/// <summary>
/// A batch of points in any dimension, stored coordinate-major: one contiguous run of doubles per coordinate, padded to a
/// whole number of the widest vectors, so that a kernel never needs a scalar remainder and every sample's arithmetic is the
/// same wherever it stands in the batch.
/// </summary>
/// <remarks>The padding holds zeros at first and takes part in every operation; it is never read as a result.</remarks>
public sealed class SampleBatch
{
    /// <summary>Doubles in the widest vector (512 bits); every run is a multiple of it.</summary>
    public const int LaneCount = 8;

    private readonly double[] values;

    /// <summary>Creates a batch of zeros.</summary>
    /// <param name="dimension">Coordinates per sample, at least 1.</param>
    /// <param name="count">Samples, at least 1.</param>
    public SampleBatch(int dimension, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Dimension = dimension;
        Count = count;
        Stride = checked((count + LaneCount - 1) / LaneCount * LaneCount);
        values = new double[checked(dimension * Stride)];
    }

    /// <summary>Coordinates per sample.</summary>
    public int Dimension { get; }

    /// <summary>Number of samples, without the padding.</summary>
    public int Count { get; }

    /// <summary>Length of one coordinate's run, padding included; a multiple of <see cref="LaneCount"/>.</summary>
    public int Stride { get; }

    /// <summary>All runs one behind the other, padding included: what a solver works on.</summary>
    public Span<double> Values => values;

    /// <summary>One coordinate of one sample.</summary>
    /// <param name="sample">Index of the sample, from 0.</param>
    /// <param name="coordinate">Index of the coordinate, from 0.</param>
    public double this[int sample, int coordinate]
    {
        get => Coordinate(coordinate)[sample];
        set => Coordinate(coordinate)[sample] = value;
    }

    /// <summary>Builds a planar batch.</summary>
    /// <param name="points">The samples, at least one.</param>
    public static SampleBatch FromPoints(params ReadOnlySpan<(double X, double Y)> points)
    {
        SampleBatch batch = new(2, points.Length);
        for (int i = 0; i < points.Length; i++)
        {
            (batch[i, 0], batch[i, 1]) = points[i];
        }

        return batch;
    }

    /// <summary>The run of one coordinate, without the padding.</summary>
    /// <param name="coordinate">Index of the coordinate, from 0.</param>
    public Span<double> Coordinate(int coordinate) => values.AsSpan(coordinate * Stride, Count);

    /// <summary>The run of one coordinate, padding included.</summary>
    /// <param name="coordinate">Index of the coordinate, from 0.</param>
    public Span<double> PaddedCoordinate(int coordinate) => values.AsSpan(coordinate * Stride, Stride);

    /// <summary>A new batch of zeros of the same shape.</summary>
    public SampleBatch NewLike() => new(Dimension, Count);

    /// <summary>A copy with storage of its own.</summary>
    public SampleBatch Clone()
    {
        SampleBatch copy = NewLike();
        Values.CopyTo(copy.Values);
        return copy;
    }

    /// <summary>A copy of a run of samples.</summary>
    /// <param name="start">First sample.</param>
    /// <param name="count">Number of samples, at least 1.</param>
    public SampleBatch Slice(int start, int count)
    {
        SampleBatch part = new(Dimension, count);
        for (int d = 0; d < Dimension; d++)
        {
            Coordinate(d).Slice(start, count).CopyTo(part.Coordinate(d));
        }

        return part;
    }

    /// <summary>A copy of every n-th sample.</summary>
    /// <param name="stride">n, at least 1.</param>
    /// <param name="first">The first sample to take.</param>
    public SampleBatch Every(int stride, int first = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        SampleBatch part = new(Dimension, (Count - first + stride - 1) / stride);
        for (int d = 0; d < Dimension; d++)
        {
            Span<double> from = Coordinate(d);
            Span<double> to = part.Coordinate(d);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = from[first + (i * stride)];
            }
        }

        return part;
    }

    /// <summary>Writes a part that <see cref="Slice"/> took back to its place.</summary>
    /// <param name="part">The part; its dimension is that of this batch.</param>
    /// <param name="start">First sample to overwrite.</param>
    public void Insert(SampleBatch part, int start)
    {
        ArgumentNullException.ThrowIfNull(part);
        for (int d = 0; d < Dimension; d++)
        {
            part.Coordinate(d).CopyTo(Coordinate(d).Slice(start, part.Count));
        }
    }
}
