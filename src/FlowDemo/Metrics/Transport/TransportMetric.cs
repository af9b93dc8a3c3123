using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Metrics.Transport;

/// <summary>
/// A transport distance between the end points of a row and as many fresh stratified draws of the target, in data units. Two
/// sets of exact samples are at a distance too, usually a larger one than the differences that matter: the floor is what the
/// reference's end points from the same noise score against the same draws.
/// </summary>
/// <param name="limit">Samples used at most.</param>
/// <remarks>
/// The interval is that of the mean of the dual potentials, whose scatter is that of the squared distance: del Barrio, Loubes,
/// Central Limit Theorems for Empirical Transportation Cost in General Dimension, 2019, arXiv:1705.01299. It covers the noise for
/// the draws at hand, which all rows share.
/// </remarks>
internal abstract class TransportMetric(int limit) : IMetric
{
    private readonly LastValue<(GaussianMixture Target, SampleBatch Reference, int Seed), (SampleBatch Draws, double Floor)> shared = new();

    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => true;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        SampleSubset subset = new(measurement.Noise, limit);
        SampleBatch reference = subset.Take(measurement.Reference);
        (SampleBatch draws, double floor) = shared.Get((measurement.Target, measurement.Reference, measurement.Seed), () =>
        {
            SampleBatch fresh = MixtureSampler.Stratified(measurement.Target, reference.Count, RandomStream.Open(measurement.Seed, NoiseStream.Metric));
            return (fresh, Distance(subset.Noise, reference, fresh, measurement.Execution).Value);
        });
        return Distance(subset.Noise, subset.Take(measurement.End), draws, measurement.Execution) with { Floor = floor };
    }

    /// <summary>One value per sample whose mean is the squared distance, and which vary as the sample's potential does.</summary>
    /// <param name="samples">Finite points.</param>
    /// <param name="draws">As many draws of the target.</param>
    /// <param name="execution">Threads and cancellation.</param>
    protected abstract double[] Potentials(SampleBatch samples, SampleBatch draws, Execution execution);

    private Estimate Distance(NoiseSet noise, SampleBatch samples, SampleBatch draws, Execution execution) =>
        EndpointError.AreFinite(samples)
            ? Intervals.Mean(noise, Potentials(samples, draws, execution)).Map(static square => Math.Sqrt(Math.Max(0, square)))
            : Estimate.Exact(double.PositiveInfinity);
}
