using FlowDemo.Sampling;

namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The exact W2 distance to fresh draws of the target: <c>W2^2 = min over permutations s of 1/n sum |x_i - y_s(i)|^2</c>, an
/// assignment solved by an auction and shortest augmenting paths and proven by its duals.
/// </summary>
/// <param name="limit">Samples used at most; the time grows with the third power at worst.</param>
internal sealed class Wasserstein2(int limit) : TransportMetric(limit)
{
    /// <inheritdoc/>
    protected override double[] Potentials(SampleBatch samples, SampleBatch draws, Execution execution)
    {
        PlanarAssignment assignment = PlanarAssignment.Solve(samples, draws, execution.Cancellation);
        double others = assignment.TargetDuals.Sum() / samples.Count;
        return [.. assignment.SourceDuals.Select(u => u + others)];
    }
}
