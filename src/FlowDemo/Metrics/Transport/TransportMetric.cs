using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Metrics.Transport;

/// <summary>
/// A transport distance in data units between the end points of a row and as many others: fresh stratified draws of the target,
/// or the reference's end points from the same noise. Two sets of exact samples are at a distance too, usually a larger one than
/// the differences that matter: the floor is what the reference scores against the same draws. Against itself that is 0. Under guidance
/// the draws may be those of what it is said to sample; the floor is then what other such draws score.
/// </summary>
/// <param name="against">What the distance is from.</param>
/// <param name="limit">Samples used at most.</param>
/// <remarks>
/// The interval is that of the mean of the dual potentials, whose scatter is that of the squared distance: del Barrio, Loubes,
/// Central Limit Theorems for Empirical Transportation Cost in General Dimension, 2019, arXiv:1705.01299. It is for the distance
/// between two sets of this size, the draws among its chances: potentials of the samples and of the draws, or of both ends of a
/// sample where both come from its noise.
/// </remarks>
internal abstract class TransportMetric(TransportGoal against, int limit) : IMetric
{
    private static readonly string[] Goals = ["draws", "reference", "tilted"];

    private readonly LastValue<
        (GaussianMixture Target, double Guidance, SampleBatch Reference, int Seed), (SampleBatch Draws, double Floor)> shared = new();

    /// <inheritdoc/>
    /// <remarks>Its own draws are the target's; the assignment is planar in either case.</remarks>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public long BytesFor(int samples) => Math.Min(samples, limit) * BytesPerSample;

    /// <inheritdoc/>
    public Workload WorkFor(int samples) => new(0, NanosecondsPerSample * Math.Min(samples, limit));

    /// <summary>Time that a sample takes.</summary>
    protected abstract double NanosecondsPerSample { get; }

    /// <summary>Bytes that a sample takes while a distance is found.</summary>
    protected virtual long BytesPerSample => 0;

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => against != TransportGoal.Tilted || measurement.Tilted is not null;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => Measurement.WhyNotTilted;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        SampleSubset subset = new(measurement.Noise, limit);
        SampleBatch reference = subset.Take(measurement.Reference);
        if (against == TransportGoal.Reference)
        {
            return Distance(subset.Noise, subset.Take(measurement.End), reference, measurement.Execution);
        }

        var key = (measurement.Target, measurement.Tilted?.Condition.Guidance ?? 1, measurement.Reference, measurement.Seed);
        (SampleBatch draws, double floor) = shared.Get(key, () =>
        {
            if (against == TransportGoal.Tilted)
            {
                RandomSource random = RandomStream.Open(measurement.Seed, NoiseStream.Metric);
                SampleBatch tilted = measurement.Tilted!.Draw(reference.Count, random);
                SampleBatch others = measurement.Tilted.Draw(reference.Count, random);
                return (tilted, Distance(subset.Noise, others, tilted, measurement.Execution).Value);
            }

            SampleBatch fresh = MixtureSampler.Stratified(
                measurement.Target, reference.Count, RandomStream.Open(measurement.Seed, NoiseStream.Metric));
            return (fresh, Distance(subset.Noise, reference, fresh, measurement.Execution).Value);
        });
        return Distance(subset.Noise, subset.Take(measurement.End), draws, measurement.Execution) with { Floor = floor };
    }

    /// <summary>What the distance is from, as the first parameter of a metric's name.</summary>
    internal static MethodParameter Against { get; } =
        new(
            "against",
            Goals[0],
            "draws: fresh ones of the target; reference: the exact end points from the same noise; tilted: draws of what guidance is said "
                + "to sample (--class). A number here is the next parameter.");

    /// <summary>Reads <see cref="Against"/> and the number behind it.</summary>
    /// <param name="arguments">What stands behind the colon.</param>
    /// <param name="minimum">Smallest number allowed.</param>
    /// <param name="maximum">Largest number allowed.</param>
    internal static (TransportGoal Against, int Number) Parse(MethodArguments arguments, int minimum, int maximum)
    {
        arguments = arguments.WithWord(Goals);
        return ((TransportGoal)Array.IndexOf(Goals, arguments.Word(0, Goals)), arguments.Integer(1, minimum, maximum));
    }

    /// <summary>The cheapest plan and its potentials.</summary>
    /// <param name="samples">Finite points.</param>
    /// <param name="others">As many others.</param>
    /// <param name="execution">Threads and cancellation.</param>
    protected abstract TransportPlan Solve(SampleBatch samples, SampleBatch others, Execution execution);

    /// <summary>The distance of two sets with its interval.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="others">As many others; draws that stand component after component where they are not the reference's.</param>
    /// <param name="execution">Threads and cancellation.</param>
    internal Estimate Distance(NoiseSet noise, SampleBatch samples, SampleBatch others, Execution execution)
    {
        if (!EndpointError.AreFinite(samples))
        {
            return Estimate.Exact(double.PositiveInfinity);
        }

        TransportPlan plan = Solve(samples, others, execution);
        double square = plan.Costs.Average();
        Estimate margin = Intervals.Mean(noise, against == TransportGoal.Reference ? plan.PairPotentials : plan.SourcePotentials);
        double draws = against == TransportGoal.Reference ? 0 : MarginOfDraws(plan.TargetPotentials);
        return new Estimate(
            square,
            square - Math.Sqrt(Square(margin.Value - margin.Low) + Square(draws)),
            square + Math.Sqrt(Square(margin.High - margin.Value) + Square(draws))).Map(static square => Math.Sqrt(Math.Max(0, square)));
    }

    /// <summary>
    /// What the draws alone leave open of the mean of their potentials. Draws stand component after component, so neighbours
    /// differ as draws of the same stratum do.
    /// </summary>
    private static double MarginOfDraws(double[] potentials)
    {
        double squares = potentials.Zip(potentials.Skip(1), static (a, b) => Square(b - a)).Sum();
        return Normal.InvCDF(0, 1, 0.5 + (Intervals.Confidence / 2)) * Math.Sqrt(squares / 2 / (potentials.Length - 1) / potentials.Length);
    }

    private static double Square(double number) => number * number;
}

/// <summary>What a transport distance is from.</summary>
internal enum TransportGoal
{
    /// <summary>Fresh draws of the target.</summary>
    Draws,

    /// <summary>The reference's end points from the same noise.</summary>
    Reference,

    /// <summary>Draws of what guidance is said to sample.</summary>
    Tilted,
}
