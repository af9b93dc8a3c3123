using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Comparison.Steering;

/// <summary>What samples are steered to, and on what way.</summary>
/// <param name="Mixture">p, what the flow samples unsteered.</param>
/// <param name="Path">The path.</param>
/// <param name="Reward">r.</param>
/// <param name="Temperature">L.</param>
/// <param name="Steps">Steps M of the methods that search.</param>
/// <param name="Count">Samples to return.</param>
/// <param name="Seed">Seed of every stream.</param>
/// <param name="Execution">Threads and cancellation.</param>
public sealed record SteeringProblem(
    GaussianMixture Mixture, IPath Path, IReward Reward, double Temperature, int Steps, int Count, int Seed, Execution Execution)
{
    /// <summary>The posterior of the data, one evaluation of which is one NFE.</summary>
    public MixturePosterior Posterior { get; } = new(Mixture, Path);

    /// <summary>p(x) exp(r(x) / L), which steering is said to sample.</summary>
    public TiltedMixture Law { get; } = Reward.Tilt(Mixture, Temperature);

    /// <summary>The times of the methods that search, denser at the noise: <c>t_j = 1 - sqrt(1 - (j/M)^2)</c>.</summary>
    public static TimeGrid GridOf(int steps) => TimeGrid.FromFractions(steps, static f => 1 - Math.Sqrt(1 - (f * f)));
}
