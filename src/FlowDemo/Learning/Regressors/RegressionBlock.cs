namespace FlowDemo.Learning.Regressors;

/// <summary>Rows of a regression that share one time.</summary>
/// <param name="Time">Time in [0, 1].</param>
/// <param name="Inputs">States.</param>
/// <param name="Targets">What the regression should give there; as many.</param>
public sealed record RegressionBlock(double Time, SampleBatch Inputs, SampleBatch Targets)
{
    /// <summary>Weights of the rows, positive; null when all are 1.</summary>
    public double[]? Weights { get; init; }

    /// <summary>What the mean squared error of the block counts in a loss that is followed by gradient steps, at least 0.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Cuts rows that share one time into blocks, whose features stay in the second-level cache.</summary>
    /// <param name="time">Time in [0, 1].</param>
    /// <param name="inputs">States.</param>
    /// <param name="targets">What the regression should give there.</param>
    /// <param name="weights">Weights of the rows, positive; null when all are 1.</param>
    public static IEnumerable<RegressionBlock> Cut(double time, SampleBatch inputs, SampleBatch targets, double[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        for (int start = 0; start < inputs.Count; start += Execution.ChunkSize)
        {
            int count = Math.Min(Execution.ChunkSize, inputs.Count - start);
            yield return new RegressionBlock(
                time,
                inputs.Slice(start, count),
                targets.Slice(start, count))
            { Weights = weights?[start..(start + count)] };
        }
    }
}
