using FlowDemo.Schedules.Boss;

namespace FlowDemo.Schedules.Gits;

/// <summary>
/// How much farther a step lands from the chord of its trajectory than the trajectory itself is there:
/// <c>mean over samples of dev(y) - dev(x)</c>, where dev is the distance from the straight line through the trajectory's two
/// ends. Signed: a step that lands nearer to the chord has a negative cost.
/// </summary>
internal sealed class ChordDeviation : IErrorMeasure
{
    private readonly SampleBatch end;
    private readonly SampleBatch direction;

    /// <summary>Prepares the chords.</summary>
    /// <param name="start">Where the trajectories start.</param>
    /// <param name="end">Where they end.</param>
    public ChordDeviation(SampleBatch start, SampleBatch end)
    {
        this.end = end;
        direction = end.Clone();
        Flat.AddScaled(direction.Values, -1, start.Values);
        for (int i = 0; i < end.Count; i++)
        {
            double square = 0;
            for (int d = 0; d < end.Dimension; d++)
            {
                square += direction[i, d] * direction[i, d];
            }

            // A trajectory that does not move has no chord: there the distance is that from its end.
            double scale = square > 0 ? 1 / Math.Sqrt(square) : 0;
            for (int d = 0; d < end.Dimension; d++)
            {
                direction[i, d] *= scale;
            }
        }
    }

    /// <inheritdoc/>
    public double Mean(int anchor, SampleBatch predicted, SampleBatch exact)
    {
        double sum = 0;
        for (int i = 0; i < predicted.Count; i++)
        {
            sum += Deviation(i, predicted) - Deviation(i, exact);
        }

        return sum / predicted.Count;
    }

    /// <summary>Distance of one sample from the chord of its trajectory.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="states">The batch it is in.</param>
    internal double Deviation(int sample, SampleBatch states)
    {
        int stride = states.Stride;
        ReadOnlySpan<double> from = states.Values;
        ReadOnlySpan<double> to = end.Values;
        ReadOnlySpan<double> unit = direction.Values;
        double along = 0;
        for (int at = sample; at < from.Length; at += stride)
        {
            along += (to[at] - from[at]) * unit[at];
        }

        double square = 0;
        for (int at = sample; at < from.Length; at += stride)
        {
            double rest = to[at] - from[at] - (along * unit[at]);
            square += rest * rest;
        }

        return Math.Sqrt(square);
    }
}
