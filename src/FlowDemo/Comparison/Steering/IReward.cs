using FlowDemo.Targets;

namespace FlowDemo.Comparison.Steering;

/// <summary>
/// A reward r(x) in the plane by which samples are steered; the law that is meant, <c>p(x) exp(r(x) / L)</c>, is a mixture again.
/// </summary>
public interface IReward
{
    /// <summary>r at a point.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    double At(double x, double y);

    /// <summary>The gradient of the cost that steering by gradients descends.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    (double X, double Y) CostGradient(double x, double y);

    /// <summary>Why there is no such law at a temperature, as a sentence; null where there is one.</summary>
    /// <param name="temperature">L.</param>
    string? Obstacle(double temperature) => null;

    /// <summary>The mixture tilted by the reward, and the logarithm of <c>E exp(r / L)</c> under the mixture.</summary>
    /// <param name="mixture">p.</param>
    /// <param name="temperature">L, positive.</param>
    TiltedMixture Tilt(GaussianMixture mixture, double temperature);
}

/// <summary>A mixture tilted by a reward.</summary>
/// <param name="Mixture">p(x) exp(r(x) / L) / Z; components whose weight is no number are gone.</param>
/// <param name="LogNormalizer">log Z.</param>
public sealed record TiltedMixture(GaussianMixture Mixture, double LogNormalizer)
{
    /// <summary>The mixture of components with logarithms of weights that are not normalised.</summary>
    /// <param name="components">Components, whatever their weights.</param>
    /// <param name="logWeights">The logarithms.</param>
    internal static TiltedMixture Of(IReadOnlyList<GaussianComponent> components, double[] logWeights)
    {
        double largest = logWeights.Max();
        if (!double.IsFinite(largest) || logWeights.Any(double.IsNaN))
        {
            throw new FlowDemoException(
                "The law p(x) exp(r(x) / L) is too narrow or too far away for numbers; give a milder '--reward' or a higher "
                    + "'--temperature'.");
        }

        double total = logWeights.Sum(l => Math.Exp(l - largest));
        return new TiltedMixture(
            new GaussianMixture([.. components
                .Zip(logWeights, (c, l) => c with { Weight = Math.Exp(l - largest) / total })
                .Where(static c => c.Weight > 0)]),
            largest + Math.Log(total));
    }
}
