using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Targets;

/// <summary>
/// What guidance A towards a class c is said to sample, <c>p_A(x) ~ p(x | c) p(c | x)^(A - 1) ~ p(x) p(c | x)^A</c>, drawn exactly by
/// rejection: from p(x | c), kept with probability p(c | x)^(A - 1); below A = 1 from p(x), kept with p(c | x)^A. The guided flow
/// samples it at A = 0 and 1 alone.
/// </summary>
/// <remarks>Ho, Salimans, Classifier-Free Diffusion Guidance, 2022, arXiv 2207.12598, section 3.2, where w = A - 1.</remarks>
public sealed class TiltedLaw
{
    private const int Patience = 10_000;

    private readonly MixtureDensity density;
    private readonly Range components;
    private readonly int classes;
    private readonly GaussianMixture proposal;
    private readonly double power;

    /// <summary>The law of a class and its guidance.</summary>
    /// <param name="whole">The mixture of all classes.</param>
    /// <param name="condition">The class and A.</param>
    public TiltedLaw(GaussianMixture whole, ClassCondition condition)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(condition);
        density = new MixtureDensity(whole);
        components = condition.ComponentsOf(whole);
        classes = whole.Components.Length;
        (proposal, power) = condition.Guidance < 1 ? (whole, condition.Guidance) : (condition.MixtureOf(whole), condition.Guidance - 1);
        Condition = condition;
    }

    /// <summary>The class and A.</summary>
    public ClassCondition Condition { get; }

    /// <summary>p(c | x), the probability that a point belongs to the class.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public double Confidence(double x, double y)
    {
        double[] responsibilities = new double[classes];
        density.Responsibilities(x, y, responsibilities);
        double sum = 0;
        foreach (double r in responsibilities.AsSpan()[components])
        {
            sum += r;
        }

        return Math.Min(1, sum);
    }

    /// <summary>Independent draws.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <exception cref="FlowDemoException">Hardly any proposal is kept: no point is clearly of the class.</exception>
    public SampleBatch Draw(int count, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        SampleBatch points = new(2, count);
        long left = Patience * (10L + count);
        for (int drawn = 0; drawn < count;)
        {
            if (left-- == 0)
            {
                throw new FlowDemoException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of {Patience} points of {Condition} hardly one is so clearly of the class that it is kept; ask for less guidance, or "
                        + $"for classes that overlap less."));
            }

            (double x, double y) = MixtureSampler.Draw(Component(random), random);
            if (power == 0 || ContinuousUniform.Sample(random, 0, 1) < Math.Pow(Confidence(x, y), power))
            {
                (points[drawn, 0], points[drawn, 1]) = (x, y);
                drawn++;
            }
        }

        return points;
    }

    /// <summary>The mean of p(c | x) under the law, from weighted points of the proposal.</summary>
    /// <param name="count">Points.</param>
    /// <param name="random">Where the numbers come from.</param>
    public double MeanConfidence(int count, RandomSource random)
    {
        SampleBatch points = MixtureSampler.Stratified(proposal, count, random);
        (double sum, double weights) = (0, 0);
        for (int i = 0; i < count; i++)
        {
            double confidence = Confidence(points[i, 0], points[i, 1]);
            double weight = Math.Pow(confidence, power);
            (sum, weights) = (sum + (weight * confidence), weights + weight);
        }

        return sum / weights;
    }

    private GaussianComponent Component(RandomSource random)
    {
        double share = ContinuousUniform.Sample(random, 0, 1);
        foreach (GaussianComponent component in proposal.Components)
        {
            share -= component.Weight;
            if (share < 0)
            {
                return component;
            }
        }

        return proposal.Components[^1];
    }
}
