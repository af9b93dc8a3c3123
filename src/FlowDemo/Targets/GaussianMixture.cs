using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using FlowDemo.Numerics.KernelSums;

namespace FlowDemo.Targets;

/// <summary>
/// The data distribution: a planar mixture of Gaussians with full, positive definite covariances and weights that sum to 1.
/// Every quantity of its flow is known in closed form.
/// </summary>
[JsonConverter(typeof(MixtureRowsConverter))]
public sealed class GaussianMixture
{
    /// <summary>From this many equal components on, sums over them go by <see cref="KernelSum"/>.</summary>
    internal const int ManyComponents = 2000;

    /// <summary>Distance from 1 to the next number.</summary>
    private const double RelativeRounding = 1.0 / (1L << 52);

    private readonly Lazy<KernelSum?> kernelSum;

    /// <summary>Checks the components and normalises the weights.</summary>
    /// <param name="components">At least one component.</param>
    /// <exception cref="FlowDemoException">No component, or one with a weight, mean or covariance that cannot be.</exception>
    public GaussianMixture(params ReadOnlySpan<GaussianComponent> components)
        : this(components, isKernelMixture: false)
    {
    }

    /// <summary>Checks the components and normalises the weights.</summary>
    /// <param name="components">At least one component.</param>
    /// <param name="isKernelMixture">True when a component is no mode but a piece of one: a data point, or a stretch of a curve.</param>
    /// <exception cref="FlowDemoException">No component, or one with a weight, mean or covariance that cannot be.</exception>
    public GaussianMixture(ReadOnlySpan<GaussianComponent> components, bool isKernelMixture)
    {
        if (components.IsEmpty)
        {
            throw new FlowDemoException("A mixture needs at least one component; it has none.");
        }

        double total = 0;
        for (int k = 0; k < components.Length; k++)
        {
            if (components[k].Fault() is string fault)
            {
                throw new FlowDemoException(
                    string.Create(CultureInfo.InvariantCulture, $"Component {k + 1} of the mixture cannot be used: {fault}."));
            }

            total += components[k].Weight;
        }

        if (!double.IsFinite(total))
        {
            throw new FlowDemoException("The weights of the mixture add up to more than a number can hold; give smaller ones.");
        }

        // Weights that were divided once add up to 1 within this, and stay as they are: what was written is read back.
        double divisor = Math.Abs(total - 1) <= components.Length * RelativeRounding ? 1 : total;
        Components = [.. components.ToArray().Select(c => c with { Weight = c.Weight / divisor })];
        IsKernelMixture = isKernelMixture;
        IsIsotropic = Components.All(static c => c.IsIsotropic);
        (MeanX, MeanY) = (Components.Sum(static c => c.Weight * c.MeanX), Components.Sum(static c => c.Weight * c.MeanY));
        CovarianceXX = Components.Sum(c => c.Weight * (c.CovarianceXX + ((c.MeanX - MeanX) * (c.MeanX - MeanX))));
        CovarianceXY = Components.Sum(c => c.Weight * (c.CovarianceXY + ((c.MeanX - MeanX) * (c.MeanY - MeanY))));
        CovarianceYY = Components.Sum(c => c.Weight * (c.CovarianceYY + ((c.MeanY - MeanY) * (c.MeanY - MeanY))));
        kernelSum = new Lazy<KernelSum?>(CreateKernelSum);
    }

    /// <summary>The components, weights summing to 1.</summary>
    public ImmutableArray<GaussianComponent> Components { get; }

    /// <summary>True when a component is no mode but a piece of one: a data point, or a stretch of a curve.</summary>
    public bool IsKernelMixture { get; }

    /// <summary>True when every covariance is a multiple of the identity.</summary>
    public bool IsIsotropic { get; }

    /// <summary>First coordinate of the mean of the whole mixture.</summary>
    public double MeanX { get; }

    /// <summary>Second coordinate of the mean of the whole mixture.</summary>
    public double MeanY { get; }

    /// <summary>Variance of the first coordinate of the whole mixture.</summary>
    public double CovarianceXX { get; }

    /// <summary>Covariance of the two coordinates of the whole mixture.</summary>
    public double CovarianceXY { get; }

    /// <summary>Variance of the second coordinate of the whole mixture.</summary>
    public double CovarianceYY { get; }

    /// <summary>Trace of the covariance: the mean squared distance of the data from its mean.</summary>
    public double TotalVariance => CovarianceXX + CovarianceYY;

    /// <summary>
    /// Root mean square distance from the mean along the widest direction: the root of the largest eigenvalue of the covariance.
    /// </summary>
    public double Width
    {
        get
        {
            double half = (CovarianceXX - CovarianceYY) / 2;
            return Math.Sqrt((TotalVariance / 2) + Math.Sqrt((half * half) + (CovarianceXY * CovarianceXY)));
        }
    }

    /// <summary>The same mixture about 0, all its lengths multiplied.</summary>
    /// <param name="factor">Positive.</param>
    /// <exception cref="FlowDemoException">A component would be too wide or too narrow for a number.</exception>
    internal GaussianMixture Scaled(double factor) => new(
        Components.Select(c => new GaussianComponent(
            c.Weight,
            (c.MeanX - MeanX) * factor,
            (c.MeanY - MeanY) * factor,
            c.CovarianceXX * factor * factor,
            c.CovarianceXY * factor * factor,
            c.CovarianceYY * factor * factor)).ToArray(),
        IsKernelMixture);

    /// <summary>The same mixture with every component wider or narrower about its mean.</summary>
    /// <param name="factor">How many times as wide; positive.</param>
    internal GaussianMixture WithKernels(double factor) => new(
        Components.Select(c => c with
        {
            CovarianceXX = c.CovarianceXX * factor * factor,
            CovarianceXY = c.CovarianceXY * factor * factor,
            CovarianceYY = c.CovarianceYY * factor * factor,
        }).ToArray(),
        IsKernelMixture);

    /// <summary>The law of its points with normal noise on them.</summary>
    /// <param name="variance">The variance of the noise, at least 0.</param>
    internal GaussianMixture Blurred(double variance) => new(
        Components
            .Select(c => c with { CovarianceXX = c.CovarianceXX + variance, CovarianceYY = c.CovarianceYY + variance })
            .ToArray(),
        IsKernelMixture);

    /// <summary>
    /// Fast sums over the components, where there are many and all have the same isotropic covariance; null elsewhere. Made when
    /// first asked for, and shared by the field and the density.
    /// </summary>
    internal KernelSum? KernelSum => kernelSum.Value;

    private KernelSum? CreateKernelSum()
    {
        double variance = Components[0].CovarianceXX;
        if (Components.Length < ManyComponents || !IsIsotropic || Components.Any(c => c.CovarianceXX != variance))
        {
            return null;
        }

        WeightedPoints points = new(
            [.. Components.Select(static c => c.MeanX)], [.. Components.Select(static c => c.MeanY)],
            [.. Components.Select(static c => c.Weight)]);
        return VectorWidth.Bits switch
        {
            512 => Numerics.KernelSums.KernelSum.Of<Lanes512>(points, variance),
            256 => Numerics.KernelSums.KernelSum.Of<Lanes256>(points, variance),
            _ => Numerics.KernelSums.KernelSum.Of<Lanes128>(points, variance),
        };
    }
}
