namespace FlowDemo.Schedules.Boss;

/// <summary>How far a step lands from the trajectory it left: the number that a cost table holds.</summary>
internal interface IErrorMeasure
{
    /// <summary>The mean error over the batch, summed in a fixed order.</summary>
    /// <param name="anchor">Index of the anchor where the steps end.</param>
    /// <param name="predicted">Where the steps land.</param>
    /// <param name="exact">The trajectories at that anchor.</param>
    double Mean(int anchor, SampleBatch predicted, SampleBatch exact);
}

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
