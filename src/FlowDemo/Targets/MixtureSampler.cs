using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Targets;

/// <summary>Draws points of a mixture.</summary>
public static class MixtureSampler
{
    /// <summary>
    /// Stratified draws: each component gets its share of the points, rounded up or down at random so that its expected number
    /// is exact, <c>n_k = #{i : (i + U)/n in the k-th piece of [0, 1)}</c>. Random numbers of points per component would be
    /// most of the distance between two sets of draws.
    /// </summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="count">Number of points, at least 1.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <returns>The points, component after component.</returns>
    public static SampleBatch Stratified(GaussianMixture mixture, int count, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(random);
        SampleBatch points = new(2, count);
        double offset = ContinuousUniform.Sample(random, 0, 1);
        double share = 0;
        int drawn = 0;
        for (int k = 0; k < mixture.Components.Length; k++)
        {
            GaussianComponent component = mixture.Components[k];
            share += component.Weight;
            bool isLast = k == mixture.Components.Length - 1;
            for (; drawn < count && (isLast || drawn + offset < share * count); drawn++)
            {
                (points[drawn, 0], points[drawn, 1]) = Draw(component, random);
            }
        }

        return points;
    }

    /// <summary>A draw from one component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="random">Where the numbers come from.</param>
    internal static (double X, double Y) Draw(GaussianComponent component, RandomSource random)
    {
        double stdX = Math.Sqrt(component.CovarianceXX);
        double u = Normal.Sample(random, 0, 1);
        double v = Normal.Sample(random, 0, 1);
        double y = component.MeanY + (component.CovarianceXY / stdX * u) + (Math.Sqrt(component.Determinant) / stdX * v);
        return (component.MeanX + (stdX * u), y);
    }
}
