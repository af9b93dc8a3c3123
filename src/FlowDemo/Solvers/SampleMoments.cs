using System.Globalization;
using FlowDemo.Targets;

namespace FlowDemo.Solvers;

/// <summary>Mean and covariance of samples, for methods that use those of data which nobody knows in closed form.</summary>
internal static class SampleMoments
{
    /// <summary>The sum of the variances of the coordinates.</summary>
    /// <param name="points">The samples.</param>
    public static double TotalVariance(SampleBatch points)
    {
        double sum = 0;
        for (int d = 0; d < points.Dimension; d++)
        {
            double mean = Mean(points.Coordinate(d));
            sum += Covariance(points.Coordinate(d), mean, points.Coordinate(d), mean);
        }

        return sum;
    }

    /// <summary>The Gaussian with the mean and covariance of planar samples.</summary>
    /// <param name="points">The samples.</param>
    /// <exception cref="FlowDemoException">They are not planar.</exception>
    public static GaussianMixture PlanarGaussian(SampleBatch points)
    {
        if (points.Dimension != 2)
        {
            throw FlowDemoException.Obstacle(string.Create(
                CultureInfo.InvariantCulture,
                $"A warm start works in the plane, and this model has {points.Dimension} dimensions; use a method without one."));
        }

        Span<double> x = points.Coordinate(0);
        Span<double> y = points.Coordinate(1);
        (double meanX, double meanY) = (Mean(x), Mean(y));
        return new GaussianMixture([new GaussianComponent(
            1, meanX, meanY, Covariance(x, meanX, x, meanX), Covariance(x, meanX, y, meanY), Covariance(y, meanY, y, meanY))]);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Covariance(ReadOnlySpan<double> x, double meanX, ReadOnlySpan<double> y, double meanY)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }

        return sum / x.Length;
    }
}
