using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Prediction;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

public sealed class NoisyDdimTests
{
    private const int Count = 20_000;

    private static readonly SampleBatch Noise = NormalNoise.Random(Count, 3, NoiseStream.Test).Points;
    private static readonly GaussianMixture Gaussian = new(new GaussianComponent(1, 1, -0.5, 0.5, 0.2, 0.3));

    /// <summary>The covariance at the end is known from the recursion of the affine steps.</summary>
    [Theory]
    [InlineData("ddim:0.5", 0.34476044, 0.1432477, 0.20151274)]
    [InlineData("ddim:1", 0.28668559, 0.12044784, 0.16623775)]
    public void On_a_gaussian_eight_steps_end_with_the_known_moments(string solver, double xx, double xy, double yy)
    {
        SampleBatch end = Run(Flow(new LinearPath()), solver, TimeGrid.Uniform(8), Noise);
        double[] x = end.Coordinate(0).ToArray();
        double[] y = end.Coordinate(1).ToArray();
        (double meanX, double meanY) = (x.Average(), y.Average());
        Assert.Equal(1, meanX, 4 * Math.Sqrt(xx / Count));
        Assert.Equal(-0.5, meanY, 4 * Math.Sqrt(yy / Count));
        Assert.Equal(xx, x.Average(v => Math.Pow(v - meanX, 2)), 4 * xx * Math.Sqrt(2.0 / Count));
        Assert.Equal(yy, y.Average(v => Math.Pow(v - meanY, 2)), 4 * yy * Math.Sqrt(2.0 / Count));
        Assert.Equal(
            xy, x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Average(), 4 * Math.Sqrt(((xx * yy) + (xy * xy)) / Count));
    }

    [Fact]
    public void Many_steps_reach_the_targets_variance()
    {
        double[] x = Run(Flow(new LinearPath()), "ddim:1", TimeGrid.Uniform(400), Noise).Coordinate(0).ToArray();
        double mean = x.Average();

        // The bias of 400 steps is below two per cent; without noise of the right size it would be tens of per cent.
        Assert.Equal(0.5, x.Average(v => Math.Pow(v - mean, 2)), 0.01 + (4 * 0.5 * Math.Sqrt(2.0 / Count)));
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("trigonometric")]
    [InlineData("vp")]
    public void Without_noise_the_bytes_are_those_of_ddim(string path)
    {
        Flow flow = Flow(PathCatalog.All.Create(path));
        SampleBatch some = Noise.Slice(0, 50);
        SampleBatch plain = Run(flow, "ddim", SolverRuns.Uneven, some);
        Assert.True(plain.Values.SequenceEqual(Run(flow, "ddim:0", SolverRuns.Uneven, some).Values));
        Assert.True(plain.Values.SequenceEqual(
            SolverRuns.Run(flow, new NoisyPrediction(new NoisyDdim(0), 1, new NoiseDraw(0)), SolverRuns.Uneven, some).Values));
        Assert.False(plain.Values.SequenceEqual(Run(flow, "ddim:0.1", SolverRuns.Uneven, some).Values));
    }

    [Fact]
    public void Bytes_depend_on_the_draw_and_neither_on_threads_nor_on_the_batch()
    {
        Flow flow = Flow(new LinearPath());
        SampleBatch all = Run(flow, "ddim:0.7", SolverRuns.Uneven, Noise, 1);
        Assert.True(all.Values.SequenceEqual(Run(flow, "ddim:0.7", SolverRuns.Uneven, Noise, 3).Values));
        SampleBatch part = Run(flow, "ddim:0.7", SolverRuns.Uneven, Noise.Slice(11_000, 7));
        Assert.True(all.Slice(11_000, 7).Coordinate(1).SequenceEqual(part.Coordinate(1)));
        Assert.False(part.Values.SequenceEqual(Run(flow, "ddim:0.7,1", SolverRuns.Uneven, Noise.Slice(11_000, 7)).Values));
    }

    [Fact]
    public void Only_with_noise_it_is_stochastic()
    {
        Assert.True(SolverCatalog.All.Create("ddim:0.2") is { IsStochastic: true, SingleStep: null, NextOrder: null, RunsBackward: false });
        Assert.True(SolverCatalog.All.Create("ddim") is { IsStochastic: false, SingleStep: not null, NextOrder: not null });
    }

    [Theory]
    [InlineData("ddim:-0.1")]
    [InlineData("ddim:1.5")]
    [InlineData("ddim:nan")]
    [InlineData("ddim:0.5,-1")]
    [InlineData("ddim:0,x")]
    [InlineData("ddim:0.5,0,0")]
    public void Bad_parameters_are_the_users_error(string name) =>
        Assert.Contains("'ddim'", Assert.Throws<FlowDemoException>(() => SolverCatalog.All.Create(name)).Message, StringComparison.Ordinal);

    private static Flow Flow(IPath path) => MixtureVelocityField.FlowOf(Gaussian, path);

    private static SampleBatch Run(Flow flow, string solver, TimeGrid grid, SampleBatch noise, int threads = 2) =>
        Sampler.Run(flow, SolverCatalog.All.Create(solver), grid, noise, new Execution(threads));
}
