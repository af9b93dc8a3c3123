namespace FlowDemo.Schedules.Boss;

/// <summary>BOSS's measure: <c>mean over samples of |y - x|^2</c>, summed over coordinates.</summary>
internal sealed class SquaredError : IErrorMeasure
{
    /// <inheritdoc/>
    public double Mean(int anchor, SampleBatch predicted, SampleBatch exact)
    {
        double sum = 0;
        for (int d = 0; d < predicted.Dimension; d++)
        {
            sum += Flat.SumSquaredDifferences(predicted.Coordinate(d), exact.Coordinate(d));
        }

        return sum / predicted.Count;
    }
}
