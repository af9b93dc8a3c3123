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
