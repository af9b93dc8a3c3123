using System.Collections.Immutable;
using FlowDemo.Paths;
using MathNet.Numerics;

namespace FlowDemo.Targets;

/// <summary>
/// A mixture as the law of x0. Normal noise is carried to it coordinate by coordinate: <c>F(x) = Phi(z1), F(y | x) = Phi(z2)</c>, the map
/// of Knothe and Rosenblatt, which is the identity for N(0, I) and keeps points that are spread evenly so.
/// </summary>
/// <remarks>M. Rosenblatt, Remarks on a Multivariate Transformation, Annals of Mathematical Statistics 23, 1952.</remarks>
internal sealed class MixtureStart(GaussianMixture mixture) : IStartLaw
{
    private readonly MixtureDensity density = new(mixture);

    private readonly ImmutableArray<GaussianComponent> components = mixture.Components;

    /// <inheritdoc/>
    public SampleBatch Carry(SampleBatch noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        SampleBatch start = noise.NewLike();
        int count = components.Length;
        (double[] weights, double[] means, double[] deviations) = (new double[count], new double[count], new double[count]);
        for (int i = 0; i < noise.Count; i++)
        {
            for (int k = 0; k < count; k++)
            {
                (weights[k], means[k], deviations[k]) =
                    (components[k].Weight, components[k].MeanX, Math.Sqrt(components[k].CovarianceXX));
            }

            double x = Quantile(weights, means, deviations, noise[i, 0]);
            for (int k = 0; k < count; k++)
            {
                GaussianComponent c = components[k];
                double standardized = (x - c.MeanX) / deviations[k];
                weights[k] = Math.Log(c.Weight / deviations[k]) - (standardized * standardized / 2);
                means[k] = c.MeanY + (c.CovarianceXY / deviations[k] * standardized);
                deviations[k] = Math.Sqrt(c.Determinant / c.CovarianceXX);
            }

            double largest = weights.Max();
            double total = weights.Sum(w => Math.Exp(w - largest));
            for (int k = 0; k < count; k++)
            {
                weights[k] = Math.Exp(weights[k] - largest) / total;
            }

            (start[i, 0], start[i, 1]) = (x, Quantile(weights, means, deviations, noise[i, 1]));
        }

        return start;
    }

    /// <inheritdoc/>
    public double LogDensity(double x, double y) => density.LogDensity(x, y);

    // The point with the share Phi(z) of a mixture below it. It lies between the points of that share of the single components; from the
    // middle on the shares above are compared, which keep their digits.
    private static double Quantile(double[] weights, double[] means, double[] deviations, double z)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int k = 0; k < means.Length; k++)
        {
            double own = means[k] + (z * deviations[k]);
            (low, high) = (Math.Min(low, own), Math.Max(high, own));
        }

        double sign = z > 0 ? -1 : 1;
        double wanted = SpecialFunctions.Erfc(-sign * z / Constants.Sqrt2);
        double Excess(double x)
        {
            double share = 0;
            for (int k = 0; k < means.Length; k++)
            {
                share += weights[k] * SpecialFunctions.Erfc(-sign * (x - means[k]) / (deviations[k] * Constants.Sqrt2));
            }

            return sign * (share - wanted);
        }

        return low < high ? Bisection.Solve(Excess, low, high) : low;
    }
}
