using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Comparison.Steering;

/// <summary>Euler's method on the exact flow of a law: the tilted one, u + W grad log E[exp(r / L) | x_t], or the unsteered one.</summary>
/// <param name="isSteered">Whether it is the tilted one.</param>
internal sealed class ExactSteering(bool isSteered) : ISteering
{
    /// <summary>The catalogue's line of the flow as it is.</summary>
    internal static CatalogEntry<ISteering> UnsteeredEntry { get; } = new(
        "unsteered", "Euler's method on the flow as it is.", static _ => new ExactSteering(isSteered: false))
    {
        Formula = "x += h u(x, t)",
        Cost = "N",
        Source = "defined here",
    };

    /// <summary>The catalogue's line of the flow of the law.</summary>
    internal static CatalogEntry<ISteering> ExactEntry { get; } = new(
        "exact", "Euler's method on the exact flow of the tilted law, which only a closed form gives.", static _ =>
            new ExactSteering(isSteered: true))
    {
        Formula = "x += h (u + W grad log E[exp(r/L) | x_t]), W = sigma^2 alpha'/alpha - sigma sigma'",
        Cost = "N",
        Source = "defined here",
    };

    /// <inheritdoc/>
    public SteeredBatch Run(SteeringProblem problem, int budget)
    {
        GaussianMixture mixture = isSteered ? problem.Law.Mixture : problem.Mixture;
        SampleBatch noise = NormalNoise.Random(problem.Count, problem.Seed, NoiseStream.Test).Points;
        return new SteeredBatch(
            Sampler.Run(
                MixtureVelocityField.FlowOf(mixture, problem.Path), Tableaus.Euler, TimeGrid.Uniform(budget), noise, problem.Execution),
            (long)budget * problem.Count);
    }
}
