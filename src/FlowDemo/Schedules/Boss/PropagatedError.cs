namespace FlowDemo.Schedules.Boss;

/// <summary>
/// The squared error that a step leaves at the end, to first order: <c>mean over samples of |Phi(1, t_j) (y - x)|^2</c>, in the plane.
/// </summary>
/// <param name="transport">Phi(1, t_j) at every anchor, entries row by row.</param>
internal sealed class PropagatedError(SampleBatch[] transport) : IErrorMeasure
{
    /// <inheritdoc/>
    public double Mean(int anchor, SampleBatch predicted, SampleBatch exact)
    {
        double sum = 0;
        for (int row = 0; row < 2; row++)
        {
            Span<double> left = transport[anchor].Coordinate(2 * row);
            Span<double> right = transport[anchor].Coordinate((2 * row) + 1);
            Span<double> x = exact.Coordinate(0);
            Span<double> y = exact.Coordinate(1);
            Span<double> toX = predicted.Coordinate(0);
            Span<double> toY = predicted.Coordinate(1);
            for (int i = 0; i < left.Length; i++)
            {
                double error = (left[i] * (toX[i] - x[i])) + (right[i] * (toY[i] - y[i]));
                sum += error * error;
            }
        }

        return sum / predicted.Count;
    }
}
