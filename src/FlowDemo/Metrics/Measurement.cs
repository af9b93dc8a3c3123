using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Metrics;

/// <summary>All that a metric may look at for one row: where its samples ended, where they should have, and how to run it again.</summary>
/// <param name="KnownTarget">The data distribution; null where nobody knows it, for metrics that do not need it.</param>
/// <param name="Flow">The exact flow; evaluations here are not counted as the row's.</param>
/// <param name="Noise">The test noise, shared by all rows.</param>
/// <param name="Reference">End points of the fine-step reference from the same noise.</param>
/// <param name="End">End points of the row.</param>
/// <param name="FlowMap">End points and Jacobian determinants of the row's whole map, computed when first asked for; null where the solver
/// cannot give them.</param>
/// <param name="Seed">Seed for metrics that draw.</param>
/// <param name="Execution">Threads and cancellation.</param>
public sealed record Measurement(
    GaussianMixture? KnownTarget,
    Flow Flow,
    NoiseSet Noise,
    SampleBatch Reference,
    SampleBatch End,
    Lazy<DiscreteFlowMap>? FlowMap,
    int Seed,
    Execution Execution)
{
    /// <summary>The data distribution, for metrics that need it and are asked only where it is known.</summary>
    public GaussianMixture Target => KnownTarget
        ?? throw new InvalidOperationException("A metric that needs the target was asked about a problem without one.");

    /// <summary>Where the exact flow of the target takes the noise, beside a model; null where the flow is the exact one itself.</summary>
    public SampleBatch? Truth { get; init; }

    /// <summary>
    /// Whether the row's sampler adds noise, so that its end points and the reference's are to be compared as sets alone.
    /// </summary>
    public bool IsStochastic { get; init; }

    /// <summary>Where a method of one order more ends on the row's grid, computed when first asked for; null where there is none.</summary>
    public Lazy<SampleBatch>? NextOrderEnd { get; init; }

    /// <summary>
    /// Where the row's method ends on its steps cut into parts, driven by the same noise; null where it adds none, or has no such steps.
    /// </summary>
    public Func<int, SampleBatch>? OnSameNoise { get; init; }

    /// <summary>
    /// The log densities of <see cref="Reference"/> as the row's own steps give them from there to the noise, by how many paths of a row
    /// with noise and whether their martingale is taken off; null where it cannot.
    /// </summary>
    public Func<int, bool, double[]>? LogLikelihoods { get; init; }

    /// <summary>
    /// The row's mean squared error on each resample of the points, computed when first asked for; null where there are none.
    /// </summary>
    public Lazy<double[]>? ResampledSquares { get; init; }

    /// <summary>What guidance towards the class of the target is said to sample; null where no class is asked for.</summary>
    public TiltedLaw? Tilted { get; init; }

    /// <summary>Why a figure of <see cref="Tilted"/> means nothing, see <see cref="IMetric.WhyNot"/>.</summary>
    internal const string WhyNotTilted = "compares with what guidance is said to sample, and no class is asked for (--class)";

    /// <summary>Why a figure of pairs means nothing for a stochastic row, see <see cref="IMetric.WhyNot"/>.</summary>
    internal const string WhyNotPaired = "pairs samples by their noise, which a sampler that adds noise of its own does not keep";
}
