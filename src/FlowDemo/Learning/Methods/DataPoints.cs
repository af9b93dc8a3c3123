using FlowDemo.Targets;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Methods;

/// <summary>Fresh points of the data distribution, and noise beside them.</summary>
internal static class DataPoints
{
    /// <summary>Independent draws from a mixture.</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="random">Where randomness comes from.</param>
    public static SampleBatch Draw(GaussianMixture mixture, int count, RandomSource random)
    {
        SampleBatch points = new(2, count);
        for (int i = 0; i < count; i++)
        {
            GaussianComponent component = Choose(mixture, ContinuousUniform.Sample(random, 0, 1));
            (points[i, 0], points[i, 1]) = MixtureSampler.Draw(component, random);
        }

        return points;
    }

    /// <summary>Independent standard normal points.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="random">Where randomness comes from.</param>
    public static SampleBatch Noise(int count, RandomSource random)
    {
        SampleBatch points = new(2, count);
        for (int i = 0; i < count; i++)
        {
            points[i, 0] = Normal.Sample(random, 0, 1);
            points[i, 1] = Normal.Sample(random, 0, 1);
        }

        return points;
    }

    private static GaussianComponent Choose(GaussianMixture mixture, double fraction)
    {
        foreach (GaussianComponent component in mixture.Components)
        {
            fraction -= component.Weight;
            if (fraction <= 0)
            {
                return component;
            }
        }

        return mixture.Components[^1];
    }
}
