using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Metrics.Transport;

/// <summary>
/// A transport distance in data units between the end points of a row and as many others: fresh stratified draws of the target,
/// or the reference's end points from the same noise. Two sets of exact samples are at a distance too, usually a larger one than
/// the differences that matter: the floor is what the reference scores against the same draws. Against itself that is 0.
/// </summary>
/// <param name="againstReference">True for the distance from the reference's end points.</param>
/// <param name="limit">Samples used at most.</param>
/// <remarks>
/// The interval is that of the mean of the dual potentials, whose scatter is that of the squared distance: del Barrio, Loubes,
/// Central Limit Theorems for Empirical Transportation Cost in General Dimension, 2019, arXiv:1705.01299. It covers the noise for
/// the draws at hand, which all rows share.
/// </remarks>
internal abstract class TransportMetric(bool againstReference, int limit) : IMetric
{
    private const string Draws = "draws";
    private const string Reference = "reference";

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
        if (againstReference)
        {
            return Distance(subset.Noise, subset.Take(measurement.End), reference, measurement.Execution);
        }

        (SampleBatch draws, double floor) = shared.Get((measurement.Target, measurement.Reference, measurement.Seed), () =>
        {
            SampleBatch fresh = MixtureSampler.Stratified(measurement.Target, reference.Count, RandomStream.Open(measurement.Seed, NoiseStream.Metric));
            return (fresh, Distance(subset.Noise, reference, fresh, measurement.Execution).Value);
        });
        return Distance(subset.Noise, subset.Take(measurement.End), draws, measurement.Execution) with { Floor = floor };
    }

    /// <summary>What the distance is from, as the first parameter of a metric's name.</summary>
    internal static MethodParameter Against { get; } =
        new("against", Draws, "draws: fresh ones of the target; reference: the exact end points from the same noise. A number here is the next parameter.");

    /// <summary>Reads <see cref="Against"/> and the number behind it.</summary>
    /// <param name="arguments">What stands behind the colon.</param>
    /// <param name="minimum">Smallest number allowed.</param>
    /// <param name="maximum">Largest number allowed.</param>
    internal static (bool AgainstReference, int Number) Parse(MethodArguments arguments, int minimum, int maximum)
    {
        arguments = arguments.WithWord(Draws, Reference);
        return (arguments.Word(0, Draws, Reference) == Reference, arguments.Integer(1, minimum, maximum));
    }

    /// <summary>One value per sample whose mean is the squared distance, and which vary as the sample's potential does.</summary>
    /// <param name="samples">Finite points.</param>
    /// <param name="others">As many others.</param>
    /// <param name="execution">Threads and cancellation.</param>
    protected abstract double[] Potentials(SampleBatch samples, SampleBatch others, Execution execution);

    private Estimate Distance(NoiseSet noise, SampleBatch samples, SampleBatch others, Execution execution) =>
        EndpointError.AreFinite(samples)
            ? Intervals.Mean(noise, Potentials(samples, others, execution)).Map(static square => Math.Sqrt(Math.Max(0, square)))
            : Estimate.Exact(double.PositiveInfinity);
}
