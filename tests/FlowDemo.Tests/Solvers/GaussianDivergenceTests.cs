using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Solvers.Prediction;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

/// <summary>
/// How far what even steps make of a Gaussian is from it, without a sample: every step is affine, so that the mean stays exact and each
/// axis of the covariance has a variance of its own.
/// </summary>
public sealed class GaussianDivergenceTests
{
    private static readonly Flow Flow = MixtureVelocityField.FlowOf(
        new GaussianMixture(new GaussianComponent(1, 1, -0.5, 0.5, 0.2, 0.3)), new LinearPath());

    private static readonly double[] Spreads = [0.4 + Math.Sqrt(0.05), 0.4 - Math.Sqrt(0.05)];

    /// <summary>Golden relative entropies of 16 steps, and the slopes of their logarithm from 256 to 512.</summary>
    [Theory]
    [InlineData("euler", 1.5760e-2, 6e-7, -1.997)]
    [InlineData("heun", 5.2449e-6, 6e-11, -3.986)]
    [InlineData("em", 1.1706e-3, 6e-8, -1.986)]
    [InlineData("ddim:1", 5.1486e-2, 6e-7, -1.952)]
    public void Falls_as_is_known(string solver, double entropy, double digits, double slope)
    {
        Assert.Equal(entropy, Entropy(solver, 16), digits);
        Assert.Equal(slope, Math.Log2(Entropy(solver, 512) / Entropy(solver, 256)), 6e-4);
    }

    [Theory]
    [InlineData("euler", 0.35735466, 0.14810365, 0.20925101)]
    [InlineData("ddim:0.5", 0.34476044, 0.1432477, 0.20151274)]
    [InlineData("ddim:1", 0.28668559, 0.12044784, 0.16623775)]
    public void Eight_steps_have_the_golden_covariance(string solver, double xx, double xy, double yy)
    {
        double share = Math.Pow(Spreads[0] - 0.5, 2) / (0.04 + Math.Pow(Spreads[0] - 0.5, 2));
        (double first, double second) = (Variance(solver, 0, 8), Variance(solver, 1, 8));
        Assert.Equal(xx, ((1 - share) * first) + (share * second), 6e-9);
        Assert.Equal(xy, (first - second) * Math.Sqrt(share * (1 - share)), xy == 0.1432477 ? 6e-8 : 6e-9);
        Assert.Equal(yy, (share * first) + ((1 - share) * second), 6e-9);
    }

    private static double Entropy(string solver, int steps) => Enumerable.Range(0, 2).Sum(axis =>
    {
        double excess = (Variance(solver, axis, steps) / Spreads[axis]) - 1;
        return (excess - NearZero.LogP1(excess)) / 2;
    });

    private static double Variance(string solver, int axis, int steps) => solver switch
    {
        "em" => EulerMaruyamaTests.Variance(Spreads[axis], steps, static t => 1 - t),
        "ddim:0.5" => Noisy(0.5, Spreads[axis], steps),
        "ddim:1" => Noisy(1, Spreads[axis], steps),
        _ => Plain(solver, axis, steps),
    };

    /// <summary>Without noise: the square of what a step along the axis becomes. (0.2, L - 0.5) is the eigenvector of L.</summary>
    private static double Plain(string solver, int axis, int steps)
    {
        (double a, double b) = (0.2, Spreads[axis] - 0.5);
        SampleBatch end = SolverRuns.Run(Flow, solver, TimeGrid.Uniform(steps), SampleBatch.FromPoints((0, 0), (a, b)));
        return (Math.Pow(end[1, 0] - end[0, 0], 2) + Math.Pow(end[1, 1] - end[0, 1], 2)) / ((a * a) + (b * b));
    }

    /// <summary>With noise: the coefficients of the rule itself, D of slope t L / (t^2 L + (1 - t)^2).</summary>
    private static double Noisy(double eta, double spread, int steps)
    {
        double variance = 1;
        for (int k = 0; k < steps; k++)
        {
            (double t0, double t1) = ((double)k / steps, (k + 1.0) / steps);
            (double decay, double fresh) = new NoisyDdim(eta).Between(Flow.Path.At(t0), Flow.Path.At(t1));
            double data = t0 * spread / ((t0 * t0 * spread) + ((1 - t0) * (1 - t0)));
            variance = (Math.Pow(decay + ((t1 - (t0 * decay)) * data), 2) * variance) + fresh;
        }

        return variance;
    }
}
