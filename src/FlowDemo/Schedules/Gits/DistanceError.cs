using FlowDemo.Schedules.Boss;

namespace FlowDemo.Schedules.Gits;

/// <summary>The mean distance that a step misses by, not squared.</summary>
/// <param name="cityBlock">True for <c>|y - x|_1</c>, false for <c>|y - x|_2</c>.</param>
internal sealed class DistanceError(bool cityBlock) : IErrorMeasure
{
    /// <inheritdoc/>
    public double Mean(int anchor, SampleBatch predicted, SampleBatch exact)
    {
        double sum = 0;
        for (int i = 0; i < predicted.Count; i++)
        {
            double distance = 0;
            for (int d = 0; d < predicted.Dimension; d++)
            {
                double difference = predicted.Coordinate(d)[i] - exact.Coordinate(d)[i];
                distance += cityBlock ? Math.Abs(difference) : difference * difference;
            }

            sum += cityBlock ? distance : Math.Sqrt(distance);
        }

        return sum / predicted.Count;
    }
}
