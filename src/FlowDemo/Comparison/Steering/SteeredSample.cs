using FlowDemo.Fields;
using FlowDemo.Randomness;

namespace FlowDemo.Comparison.Steering;

/// <summary>
/// The walks that one returned sample is searched among. Each look at a point is one evaluation, whatever is made of it; the noise
/// depends on the sample and the number of draws before.
/// </summary>
/// <param name="problem">What is searched.</param>
/// <param name="index">Which of the returned samples.</param>
internal sealed class SteeredSample(SteeringProblem problem, int index)
{
    private readonly ulong key = SplitMix64.Mix(SplitMix64.Mix((ulong)problem.Seed) ^ (ulong)index);
    private int drawn;

    /// <summary>Evaluations so far.</summary>
    public int Evaluations { get; private set; }

    /// <summary>A point at a time with all that is known of it.</summary>
    /// <param name="t">Time before 1.</param>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public SteeredState Look(double t, double x, double y)
    {
        Evaluations++;
        PosteriorPoint point = problem.Posterior.At(t, x, y);
        return new SteeredState(t, x, y, point, problem.Reward.At(point.DataPrediction.X, point.DataPrediction.Y));
    }

    /// <summary>Pure noise.</summary>
    public SteeredState Start()
    {
        (double x, double y) = Noise();
        return Look(0, x, y);
    }

    /// <summary>A step of Euler's method along the flow.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="t">Where it ends, before 1.</param>
    public SteeredState Follow(SteeredState from, double t)
    {
        double h = t - from.Time;
        return Look(t, from.X + (h * from.Point.Velocity.X), from.Y + (h * from.Point.Velocity.Y));
    }

    /// <summary>A step of the Euler-Maruyama method with <c>eps = 4.5 (1 - t)^4</c>.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="t">Where it ends, before 1.</param>
    public SteeredState Child(SteeredState from, double t)
    {
        double h = t - from.Time;
        double eps = 4.5 * Math.Pow(1 - from.Time, 4);
        double deviation = Math.Sqrt(2 * eps * h);
        (double nx, double ny) = Noise();
        return Look(
            t,
            from.X + (h * (from.Point.Velocity.X + (eps * from.Point.Score.X))) + (deviation * nx),
            from.Y + (h * (from.Point.Velocity.Y + (eps * from.Point.Score.Y))) + (deviation * ny));
    }

    /// <summary>A point taken back towards the noise, as the path does it from s to t: <c>x = (alpha_t / alpha_s) x + v n</c>.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="t">An earlier time.</param>
    public SteeredState Renoise(SteeredState from, double t)
    {
        (double alpha, double sigma) = (problem.Path.At(t).Alpha, problem.Path.At(t).Sigma);
        double factor = alpha / problem.Path.At(from.Time).Alpha;
        double deviation = Math.Sqrt(Math.Max(0, (sigma * sigma) - Math.Pow(factor * problem.Path.At(from.Time).Sigma, 2)));
        (double nx, double ny) = Noise();
        return Look(t, (factor * from.X) + (deviation * nx), (factor * from.Y) + (deviation * ny));
    }

    private (double X, double Y) Noise()
    {
        drawn += 2;
        return (SampleNoise.Normal(key, drawn - 2), SampleNoise.Normal(key, drawn - 1));
    }
}

/// <summary>A point on its way.</summary>
/// <param name="Time">t.</param>
/// <param name="X">First coordinate.</param>
/// <param name="Y">Second coordinate.</param>
/// <param name="Point">Its posterior.</param>
/// <param name="Reward">r of the expected data, which searches go by.</param>
internal readonly record struct SteeredState(double Time, double X, double Y, PosteriorPoint Point, double Reward)
{
    /// <summary>The expected data, where the last step ends.</summary>
    public (double X, double Y) End => Point.DataPrediction;
}
