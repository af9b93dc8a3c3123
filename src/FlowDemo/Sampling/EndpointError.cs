namespace FlowDemo.Sampling;

/// <summary>Distances between end points reached from the same noise.</summary>
public static class EndpointError
{
    /// <summary>The squared distance of every sample from where it should have ended.</summary>
    /// <param name="end">End points of a row.</param>
    /// <param name="reference">End points of the reference from the same noise.</param>
    /// <returns>One squared distance per sample, data units squared; infinite where a sample is not finite.</returns>
    public static double[] Squared(SampleBatch end, SampleBatch reference)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentNullException.ThrowIfNull(reference);
        double[] squares = new double[end.Count];
        for (int d = 0; d < end.Dimension; d++)
        {
            ReadOnlySpan<double> x = end.Coordinate(d);
            ReadOnlySpan<double> y = reference.Coordinate(d);
            for (int i = 0; i < squares.Length; i++)
            {
                squares[i] += (x[i] - y[i]) * (x[i] - y[i]);
            }
        }

        foreach (ref double square in squares.AsSpan())
        {
            square = double.IsNaN(square) ? double.PositiveInfinity : square;
        }

        return squares;
    }

    /// <summary>How far points are from their mean: the root of the summed variances of their coordinates.</summary>
    /// <param name="points">The points.</param>
    internal static double Deviation(SampleBatch points)
    {
        double sum = 0;
        for (int d = 0; d < points.Dimension; d++)
        {
            ReadOnlySpan<double> x = points.Coordinate(d);
            double mean = 0;
            foreach (double value in x)
            {
                mean += value / x.Length;
            }

            foreach (double value in x)
            {
                sum += (value - mean) * (value - mean) / x.Length;
            }
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Largest coordinate that figures are taken of: a determinant of squares, its fourth power, can still be added up.</summary>
    internal const double LargestCoordinate = 1e75;

    /// <summary>Samples of which no figure can be taken.</summary>
    /// <param name="points">The points.</param>
    /// <returns>How many have a coordinate that is not a number or infinite, and how many others one that is beyond <see
    /// cref="LargestCoordinate"/>.</returns>
    internal static (int NotFinite, int Huge) CountBroken(SampleBatch points)
    {
        (int notFinite, int huge) = (0, 0);
        for (int i = 0; i < points.Count; i++)
        {
            double largest = 0;
            for (int d = 0; d < points.Dimension; d++)
            {
                // A coordinate that is not a number stays.
                largest = Math.Max(largest, Math.Abs(points[i, d]));
            }

            notFinite += double.IsFinite(largest) ? 0 : 1;
            huge += double.IsFinite(largest) && largest > LargestCoordinate ? 1 : 0;
        }

        return (notFinite, huge);
    }

    /// <summary>True when every coordinate of every point is a finite number.</summary>
    /// <param name="points">The points.</param>
    internal static bool AreFinite(SampleBatch points)
    {
        foreach (double value in points.Values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
