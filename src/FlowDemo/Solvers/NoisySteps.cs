namespace FlowDemo.Solvers;

/// <summary>What the steps of a solver do on the stochastic equation of a flow, for whoever walks it another way.</summary>
/// <param name="Strength">eps at a time, see <see cref="DiffusionStrength"/>.</param>
/// <param name="AreHeuns">Whether a step takes its noise first and then both slopes, as <see cref="SdeHeun"/>; otherwise one, as
/// <see cref="EulerMaruyama"/>.</param>
public sealed record NoisySteps(Func<double, double> Strength, bool AreHeuns);
