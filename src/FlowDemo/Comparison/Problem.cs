using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>What all methods of a comparison have in common.</summary>
/// <param name="Subject">What is sampled.</param>
/// <param name="Flow">Its flow: the exact one of a target, or a model's.</param>
/// <param name="Calibration">Noise and reference trajectories that schedules and fitted solvers may look at.</param>
/// <param name="Noise">The test noise.</param>
/// <param name="Reference">Where the exact flow takes the test noise.</param>
/// <param name="Seed">Seed for metrics that draw.</param>
/// <param name="Execution">Threads and cancellation.</param>
internal sealed record Problem(
    Subject Subject,
    Flow Flow,
    Calibration Calibration,
    NoiseSet Noise,
    ReferenceSolution Reference,
    int Seed,
    Execution Execution)
{
    /// <summary>The data distribution; null where nobody knows it.</summary>
    public GaussianMixture? Target => Subject.Target?.Mixture;

    /// <summary>
    /// The data distribution for methods that use its moments: a model's knots are the same whether its target stands beside it or not.
    /// </summary>
    public GaussianMixture? KnownMoments => Subject.Model is null ? Target : null;

    /// <summary>Where the exact flow of the target takes the test noise, beside a model; null where the flow is that flow.</summary>
    public SampleBatch? Truth { get; init; }

    /// <summary>Whether samples go from where the noise ends in truth to noise and back, instead of from the noise.</summary>
    public bool Inverts { get; init; }

    /// <summary>Ways of all samples, from one end to the other.</summary>
    public int Passes => Inverts ? 2 * Noise.Count : Noise.Count;
}
