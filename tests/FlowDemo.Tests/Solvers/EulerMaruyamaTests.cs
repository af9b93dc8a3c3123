using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

public sealed class EulerMaruyamaTests
{
    private const int Count = 20_000;

    private static readonly SampleBatch Noise = NormalNoise.Random(Count, 3, NoiseStream.Test).Points;
    private static readonly GaussianMixture Gaussian = new(new GaussianComponent(1, 1, -0.5, 0.5, 0.2, 0.3));

    /// <summary>Variances of the target along the axes of its covariance.</summary>
    private static readonly double[] Spreads = [0.4 + Math.Sqrt(0.05), 0.4 - Math.Sqrt(0.05)];

    /// <summary>Every step of an affine drift takes a Gaussian to a Gaussian, whose moments are known.</summary>
    [Theory]
    [InlineData("em:sigma,1,none", 16)]
    [InlineData("em:linear,2,none", 8)]
    [InlineData("em:constant,0.3,none", 8)]
    [InlineData("em:decreasing,1,none", 8)]
    [InlineData("em:bump,0.5,none", 8)]
    [InlineData("em:rbf,0.5,none", 16)]
    public void A_gaussian_ends_with_the_moments_of_the_recursion(string solver, int steps)
    {
        SampleBatch end = Run(Flow("linear"), solver, TimeGrid.Uniform(steps), Noise);
        Func<double, double> strength = solver switch
        {
            "em:sigma,1,none" => static t => 1 - t,
            "em:linear,2,none" => static t => 2 * (1 - t),
            "em:constant,0.3,none" => static _ => 0.3,
            "em:decreasing,1,none" => static t => Math.Pow(1 + Math.Cos(Math.PI * t), 2) / 4,
            "em:bump,0.5,none" => static t => Math.Pow(Math.Sin(Math.PI * t), 2) / 2,
            _ => static t => 2.25 * Math.Pow(1 - t, 4),
        };
        for (int axis = 0; axis < 2; axis++)
        {
            // (0.2, lambda - 0.5) is the eigenvector of lambda.
            (double a, double b) = (0.2, Spreads[axis] - 0.5);
            double length = double.Hypot(a, b);
            double[] along = [.. Enumerable.Range(0, Count).Select(i => ((a * end[i, 0]) + (b * end[i, 1])) / length)];
            double variance = Variance(Spreads[axis], steps, strength);
            double mean = along.Average();
            Assert.Equal((a - (0.5 * b)) / length, mean, 4 * Math.Sqrt(variance / Count));
            Assert.Equal(variance, along.Average(v => Math.Pow(v - mean, 2)), 4 * variance * Math.Sqrt(2.0 / Count));
        }
    }

    [Fact]
    public void The_last_step_is_what_it_is_asked_to_be()
    {
        Flow flow = Flow("trigonometric");
        SampleBatch some = Noise.Slice(0, 20);
        SampleBatch[] ends = [.. new[] { "tweedie", "euler", "mean", "none" }.Select(
            last => Run(flow, $"em:sigma,1,{last}", SolverRuns.Uneven, some))];
        Assert.Equal(4, ends.Select(static e => e[0, 0]).Distinct().Count());

        // With one step from pure noise the expected data are the mean.
        SampleBatch jump = Run(flow, "em", TimeGrid.Uniform(1), some);
        Assert.Equal(1, jump[3, 0], 1e-12);
        Assert.Equal(-0.5, jump[3, 1], 1e-12);
        Assert.True(Run(flow, "em:sigma,1,euler", TimeGrid.Uniform(1), some).Values.SequenceEqual(
            Run(flow, "euler", TimeGrid.Uniform(1), some).Values));
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("trigonometric")]
    [InlineData("vp")]
    public void Without_noise_the_bytes_are_those_of_euler(string path)
    {
        Flow flow = Flow(path);
        SampleBatch some = Noise.Slice(0, 50);
        SampleBatch euler = Run(flow, "euler", SolverRuns.Uneven, some);
        Assert.True(euler.Values.SequenceEqual(Run(flow, "em:0", SolverRuns.Uneven, some).Values));
        Assert.True(euler.Values.SequenceEqual(Run(flow, "em:rbf,0,none", SolverRuns.Uneven, some).Values));
        Assert.False(euler.Values.SequenceEqual(Run(flow, "em:0.01", SolverRuns.Uneven, some).Values));
    }

    [Fact]
    public void Bytes_depend_on_the_draw_and_neither_on_threads_nor_on_the_batch()
    {
        Flow flow = Flow("linear");
        SampleBatch all = Run(flow, "em", SolverRuns.Uneven, Noise, 1);
        Assert.True(all.Values.SequenceEqual(Run(flow, "em", SolverRuns.Uneven, Noise, 3).Values));
        SampleBatch part = Run(flow, "em", SolverRuns.Uneven, Noise.Slice(11_000, 7));
        Assert.True(all.Slice(11_000, 7).Coordinate(1).SequenceEqual(part.Coordinate(1)));
        Assert.False(part.Values.SequenceEqual(Run(flow, "em:sigma,1,tweedie,1", SolverRuns.Uneven, Noise.Slice(11_000, 7)).Values));
    }

    [Fact]
    public void Only_with_noise_it_is_stochastic()
    {
        Assert.True(SolverCatalog.All.Create("em") is { IsStochastic: true, RunsBackward: false, CarriesTangents: false });
        Assert.True(SolverCatalog.All.Create("em:0") is { IsStochastic: false, RunsBackward: true });
    }

    [Theory]
    [InlineData("em:warm")]
    [InlineData("em:-1")]
    [InlineData("em:sigma,1e3")]
    [InlineData("em:sigma,1,heun")]
    [InlineData("em:sigma,1,mean,-1")]
    [InlineData("em:1,mean")]
    public void Bad_parameters_are_the_users_error(string name) =>
        Assert.Contains("'em'", Assert.Throws<FlowDemoException>(() => SolverCatalog.All.Create(name)).Message, StringComparison.Ordinal);

    /// <summary>
    /// The variance at the end along an axis on the linear path: u and s are affine in x with the slopes
    /// <c>(t spread - (1 - t)) / C and -1 / C, C = t^2 spread + (1 - t)^2</c>.
    /// </summary>
    internal static double Variance(double spread, int steps, Func<double, double> strength)
    {
        double variance = 1;
        for (int k = 0; k < steps; k++)
        {
            double t = (double)k / steps;
            double eps = strength(t);
            double slope = ((t * spread) - (1 - t) - eps) / ((t * t * spread) + ((1 - t) * (1 - t)));
            variance = (Math.Pow(1 + (slope / steps), 2) * variance) + (2 * eps / steps);
        }

        return variance;
    }

    private static Flow Flow(string path) => MixtureVelocityField.FlowOf(Gaussian, PathCatalog.All.Create(path));

    private static SampleBatch Run(Flow flow, string solver, TimeGrid grid, SampleBatch noise, int threads = 2) =>
        Sampler.Run(flow, SolverCatalog.All.Create(solver), grid, noise, new Execution(threads));
}
