using System.Collections.Immutable;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Fields;

/// <summary>A component of a mixture in the eigenbasis of its covariance, which is found once.</summary>
internal readonly record struct ComponentShape
{
    private readonly double projectorXX;
    private readonly double projectorXY;

    public ComponentShape(GaussianComponent component)
    {
        LogWeight = Math.Log(component.Weight);
        MeanX = component.MeanX;
        MeanY = component.MeanY;
        double halfDifference = (component.CovarianceXX - component.CovarianceYY) / 2;
        double centre = (component.CovarianceXX + component.CovarianceYY) / 2;
        double radius = double.Hypot(halfDifference, component.CovarianceXY);
        Eigenvalue1 = centre + radius;

        // The smaller eigenvalue as determinant / larger keeps its digits when the component is very thin.
        Eigenvalue2 = radius == 0 ? centre : component.Determinant / Eigenvalue1;
        (projectorXX, projectorXY) = radius == 0 ? (1, 0) : (0.5 + (halfDifference / radius / 2), component.CovarianceXY / radius / 2);
    }

    public double LogWeight { get; init; }

    /// <summary>The variance of x0 where this component is reached from.</summary>
    public double NoiseVariance { get; init; } = 1;

    public double MeanX { get; }

    public double MeanY { get; }

    /// <summary>The larger variance along a principal axis.</summary>
    public double Eigenvalue1 { get; }

    /// <summary>The smaller variance along a principal axis.</summary>
    public double Eigenvalue2 { get; }

    /// <summary>The components of a mixture, each of them once for every normal distribution that the noise is made of.</summary>
    /// <param name="mixture">The data distribution.</param>
    /// <param name="path">The path.</param>
    public static ImmutableArray<ComponentShape> Of(GaussianMixture mixture, IPath path)
    {
        var shapes = ImmutableArray.CreateBuilder<ComponentShape>(mixture.Components.Length * path.NoiseParts.Length);
        foreach (GaussianComponent component in mixture.Components)
        {
            ComponentShape shape = new(component);
            foreach ((double variance, double weight) in path.NoiseParts)
            {
                shapes.Add(shape with { NoiseVariance = variance, LogWeight = shape.LogWeight + Math.Log(weight) });
            }
        }

        return shapes.MoveToImmutable();
    }

    /// <summary>The symmetric matrix with the covariance's eigenvectors and the given eigenvalues.</summary>
    public void Compose(double value1, double value2, out double xx, out double xy, out double yy)
    {
        double difference = value1 - value2;
        xx = value2 + (difference * projectorXX);
        xy = difference * projectorXY;
        yy = value1 - (difference * projectorXX);
    }
}
