using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Rendering;

/// <summary>A target and the ways that a few points take to it with the exact flow.</summary>
/// <param name="Target">The target.</param>
/// <param name="PathName">Id of the path.</param>
/// <param name="States">The points at equally spaced times from 0 to 1; empty to show the density alone.</param>
internal sealed record PlaneScene(Target Target, string PathName, ImmutableArray<SampleBatch> States)
{
    // Times along a way, and fine steps that reach them: far more than a terminal can show.
    private const int Knots = 100;
    private const int FineSteps = 1000;

    // A component is in sight up to so many standard deviations from its mean.
    private const double Deviations = 2.5;

    /// <summary>Points that belong in the picture: the target where its density matters, and all of every way.</summary>
    public IReadOnlyCollection<(double X, double Y)> Content =>
    [
        .. Target.Mixture.Components.SelectMany(Corners),
        .. States.SelectMany(static s => Enumerable.Range(0, s.Count).Select(i => (s[i, 0], s[i, 1]))),
    ];

    /// <summary>
    /// The density as it looks through dots of a given size: smoothed over half a dot, so that what is narrower than the
    /// distance between two dots is not lost between them.
    /// </summary>
    /// <param name="dot">Side of a dot, data units.</param>
    public MixtureDensity DensityThrough(double dot)
    {
        double variance = dot * dot / 4;
        GaussianComponent[] smoothed = [.. Target.Mixture.Components.Select(
            c => c with { CovarianceXX = c.CovarianceXX + variance, CovarianceYY = c.CovarianceYY + variance })];
        return new MixtureDensity(new GaussianMixture(smoothed, Target.Mixture.IsKernelMixture));
    }

    /// <summary>Follows the exact flow.</summary>
    /// <param name="target">The target.</param>
    /// <param name="flow">Its flow.</param>
    /// <param name="path">Id of the path.</param>
    /// <param name="count">Number of ways, from 0.</param>
    /// <param name="seed">Seed of the noise they start from.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static PlaneScene Of(Target target, Flow flow, string path, int count, int seed, Execution execution)
    {
        if (count == 0)
        {
            return new PlaneScene(target, path, []);
        }

        SampleBatch noise = flow.Begin(NormalNoise.Quasi(Math.Max(2, count), seed, NoiseStream.Test)).Points.Slice(0, count);
        SampleBatch[] states = Sampler.Trajectory(
            flow, new SubdividedSolver(Tableaus.Rk4, FineSteps), TimeGrid.Uniform(Knots), noise, execution);
        return new PlaneScene(target, path, [.. states]);
    }

    private static IEnumerable<(double X, double Y)> Corners(GaussianComponent component)
    {
        double reachX = Deviations * Math.Sqrt(component.CovarianceXX);
        double reachY = Deviations * Math.Sqrt(component.CovarianceYY);
        yield return (component.MeanX - reachX, component.MeanY - reachY);
        yield return (component.MeanX + reachX, component.MeanY + reachY);
    }
}
