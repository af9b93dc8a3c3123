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

    /// <summary>The mean, and the root mean square distance from it along the widest direction, which power iteration finds.</summary>
    /// <param name="points">The samples, of any dimension.</param>
    public static (double[] Mean, double Width) Place(SampleBatch points)
    {
        const int Iterations = 100;
        double[] mean = [.. Enumerable.Range(0, points.Dimension).Select(d => Mean(points.Coordinate(d)))];
        double[] direction = [.. mean.Select(static _ => 1.0)];
        double variance = 0;
        for (int i = 0; i < Iterations; i++)
        {
            double length = Math.Sqrt(direction.Sum(static v => v * v));
            double[] along = new double[points.Count];
            for (int d = 0; d < mean.Length; d++)
            {
                ReadOnlySpan<double> x = points.Coordinate(d);
                for (int n = 0; n < along.Length; n++)
                {
                    along[n] += direction[d] / length * (x[n] - mean[d]);
                }
            }

            variance = along.Sum(static v => v * v) / along.Length;
            for (int d = 0; d < mean.Length; d++)
            {
                direction[d] = Covariance(points.Coordinate(d), mean[d], along, 0);
            }
        }

        return (mean, Math.Sqrt(variance));
    }

    /// <summary>The mean of some numbers.</summary>
    /// <param name="values">The numbers, at least one.</param>
    public static double Mean(ReadOnlySpan<double> values)
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
