using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Comparison.Steering;

/// <summary>r(x) = log p(c | x), the logarithm of a classifier: tilted by it at L = 1, p is the distribution of the class.</summary>
/// <param name="whole">The mixture of all classes.</param>
/// <param name="condition">The class.</param>
internal sealed class ClassReward(GaussianMixture whole, ClassCondition condition) : IReward
{
    /// <summary>log p(c | x) is not let below this: a probability of 1e-304.</summary>
    private const double Lowest = -700;

    private readonly TiltedLaw classifier = new(whole, condition);
    private readonly MixturePosterior all = new(whole, new LinearPath());
    private readonly MixturePosterior own = new(condition.MixtureOf(whole), new LinearPath());

    /// <inheritdoc/>
    public double At(double x, double y) => Math.Max(Lowest, Math.Log(classifier.Confidence(x, y)));

    /// <inheritdoc/>
    public (double X, double Y) CostGradient(double x, double y)
    {
        (double wholeX, double wholeY) = all.At(1, x, y).Score;
        (double ownX, double ownY) = own.At(1, x, y).Score;
        return (wholeX - ownX, wholeY - ownY);
    }

    /// <inheritdoc/>
    public string? Obstacle(double temperature) => temperature == 1
        ? null
        : "A class as the reward has a law of its own at temperature 1 alone, where it is the distribution of the class; leave the "
            + "temperature out.";

    /// <inheritdoc/>
    /// <remarks>A mixture with the components of the whole in their order, as the posterior of x1 has them too.</remarks>
    public TiltedMixture Tilt(GaussianMixture mixture, double temperature)
    {
        GaussianComponent[] components = mixture.Components.AsSpan()[condition.ComponentsOf(whole)].ToArray();
        return TiltedMixture.Of(components, [.. components.Select(static c => Math.Log(c.Weight))]);
    }
}
