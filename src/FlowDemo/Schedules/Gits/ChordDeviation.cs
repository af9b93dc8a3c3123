using FlowDemo.Schedules.Boss;

namespace FlowDemo.Schedules.Gits;

/// <summary>
/// How much farther a step lands from the chord of its trajectory than the trajectory itself is there:
/// <c>mean over samples of dev(y) - dev(x)</c>, where dev is the distance from the straight line through the trajectory's two
/// ends. Signed: a step that lands nearer to the chord has a negative cost.
/// </summary>
/// <param name="start">Where the trajectories start.</param>
/// <param name="end">Where they end.</param>
internal sealed class ChordDeviation(SampleBatch start, SampleBatch end) : IErrorMeasure
{
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

    /// <summary>Distance of one sample from the chord of its trajectory; from the end itself where the trajectory does not move.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="states">The batch it is in.</param>
    internal double Deviation(int sample, SampleBatch states)
    {
        double along = 0;
        double length = 0;
        for (int d = 0; d < states.Dimension; d++)
        {
            double chord = end[sample, d] - start[sample, d];
            along += (end[sample, d] - states[sample, d]) * chord;
            length += chord * chord;
        }

        double share = length > 0 ? along / length : 0;
        double square = 0;
        for (int d = 0; d < states.Dimension; d++)
        {
            double rest = end[sample, d] - states[sample, d] - (share * (end[sample, d] - start[sample, d]));
            square += rest * rest;
        }

        return Math.Sqrt(square);
    }
}
