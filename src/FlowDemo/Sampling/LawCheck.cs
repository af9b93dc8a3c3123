using System.Globalization;
using FlowDemo.Targets;

namespace FlowDemo.Sampling;

/// <summary>
/// Holds the end points of a reference against the law that they must follow. Two runs on nested grids can agree in being wrong where
/// both step over the same thin layer; the weights of the components and the mean of the target know nothing of grids.
/// </summary>
internal static class LawCheck
{
    /// <summary>Standard errors of independent samples that a deviation may have; it would have more once in a billion times.</summary>
    private const double Limit = 6;

    /// <summary>Above so many components the weights are not looked at: each holds too few samples to tell.</summary>
    private const int MostComponents = 256;

    /// <summary>Refuses end points that do not follow their law.</summary>
    /// <param name="end">End points of the exact flow, from standard normal noise.</param>
    /// <param name="target">The mixture that the exact flow ends in.</param>
    /// <exception cref="FlowDemoException">A component has far too many or too few of them, or their mean is far from the
    /// target's.</exception>
    public static void Require(SampleBatch end, GaussianMixture target)
    {
        int count = end.Count;
        RequireMean(end.Coordinate(0), target.MeanX, Math.Sqrt(target.CovarianceXX));
        RequireMean(end.Coordinate(1), target.MeanY, Math.Sqrt(target.CovarianceYY));
        int components = target.Components.Length;
        if (target.IsKernelMixture || components > MostComponents)
        {
            return;
        }

        double[] share = new MixtureDensity(target).MeanResponsibilities(end);

        for (int k = 0; k < components; k++)
        {
            double weight = target.Components[k].Weight;
            if (!(Math.Abs(share[k] - weight) <= (Limit * Math.Sqrt(weight * (1 - weight) / count)) + (Limit / count)))
            {
                throw Missed(string.Create(
                    CultureInfo.InvariantCulture, $"component {k + 1}, of weight {weight:G3}, got {share[k]:G3} of the samples"));
            }
        }
    }

    private static void RequireMean(ReadOnlySpan<double> coordinate, double mean, double deviation)
    {
        double sum = 0;
        foreach (double x in coordinate)
        {
            sum += (x - mean) / coordinate.Length;
        }

        // Few samples of a heavy mixture scatter more than their number tells.
        if (!(Math.Abs(sum) <= 2 * Limit * deviation / Math.Sqrt(coordinate.Length)))
        {
            throw Missed(string.Create(
                CultureInfo.InvariantCulture, $"the mean of a coordinate is off by {sum:G3} where its deviation is {deviation:G3}"));
        }
    }

    private static FlowDemoException Missed(string what) => FlowDemoException.Breakdown(
        $"The reference does not follow the target: {what}. Its widths lie too far apart for the steps; bring them closer together, or "
            + $"take more steps.");
}
