using FlowDemo.Comparison.Limits;
using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Multistep;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Comparison.Limits;

public sealed class InformationLimitTests
{
    private static readonly LinearPath Path = new();
    private static readonly GaussianMixture Ring = TestMixtures.Ring();
    private static readonly SampleBatch Noise = NormalNoise.Quasi(24, 0, NoiseStream.Test).Points;

    [Fact]
    public void Eulers_response_to_the_weights_is_that_of_a_finite_difference()
    {
        TimeGrid grid = new(0, 0.3, 0.55, 0.8, 1);
        MixturePosterior posterior = new(Ring, Path);
        double[][] ends = Differences(Ring, m => Sampler.Run(FlowOf(m), Tableaus.Euler, grid, Noise, new Execution(1)));
        int components = Ring.Components.Length;
        for (int n = 0; n < Noise.Count; n++)
        {
            // D of x_(i+1) = x_i + h u(x_i, t_i): D + h (J D + B), with B times the root of the weight.
            (double x, double y) = (Noise[n, 0], Noise[n, 1]);
            double[] responseX = new double[components];
            double[] responseY = new double[components];
            for (int i = 0; i < grid.Steps; i++)
            {
                double h = grid[i + 1] - grid[i];
                double[] slopesX = new double[components];
                double[] slopesY = new double[components];
                posterior.WeightSlopes(grid[i], x, y, slopesX, slopesY);
                SampleBatch state = SampleBatch.FromPoints([(x, y)]);
                SampleBatch jacobian = new(4, 1);
                FlowOf(Ring).Field.WithDerivatives().Differentiate(grid[i], state, state.NewLike(), jacobian, null);
                for (int k = 0; k < components; k++)
                {
                    (responseX[k], responseY[k]) = (
                        responseX[k] + (h * ((jacobian[0, 0] * responseX[k]) + (jacobian[0, 1] * responseY[k]) + slopesX[k])),
                        responseY[k] + (h * ((jacobian[0, 2] * responseX[k]) + (jacobian[0, 3] * responseY[k]) + slopesY[k])));
                }

                (double ux, double uy) = posterior.At(grid[i], x, y).Velocity;
                (x, y) = (x + (h * ux), y + (h * uy));
            }

            for (int k = 0; k < components; k++)
            {
                double root = Math.Sqrt(Ring.Components[k].Weight);
                Assert.Equal(ends[k][n], responseX[k] / root, 1e-4 * Math.Max(1, Math.Abs(ends[k][n])));
                Assert.Equal(ends[k][Noise.Stride + n], responseY[k] / root, 1e-4 * Math.Max(1, Math.Abs(ends[k][Noise.Stride + n])));
            }
        }
    }

    [Fact]
    public void Without_an_evaluation_the_whole_scatter_of_the_end_points_is_left()
    {
        double[][] ends = Differences(Ring, Exact);
        Assert.Equal(MeanSquare(Ring, ends, null), Limit(Ring).At(0).Squares.Average(), 1e-4 * MeanSquare(Ring, ends, null));
    }

    [Fact]
    public void It_never_grows_with_an_evaluation_and_is_below_the_response_of_every_method()
    {
        InformationLimit limit = Limit(Ring);
        double[] limits = [.. Enumerable.Range(0, 4).Select(k => limit.At(k).Squares.Average())];
        Assert.All(limits.Zip(limits.Skip(1)), static p => Assert.True(p.Second < p.First));
        double[][] exact = Differences(Ring, Exact);
        foreach (int k in new[] { 1, 2, 3 })
        {
            Assert.Equal(k, limit.At(k).Times.Distinct().Count());
            foreach (ISolver solver in new ISolver[] { Tableaus.Euler, new AdamsBashforth(2) })
            {
                TimeGrid grid = TimeGrid.Uniform(k);
                double[][] ends = Differences(Ring, m => Sampler.Run(FlowOf(m), solver, grid, Noise, new Execution(1)));
                Assert.True(limits[k] < MeanSquare(Ring, ends, exact));
            }
        }
    }

    [Fact]
    public void No_time_of_the_grid_beats_the_one_that_is_chosen()
    {
        InformationLimit limit = Limit(Ring);
        double least = Enumerable.Range(0, InformationLimit.Knots).Min(k => limit.SquaresAt([k]).Average());
        Assert.Equal(least, limit.At(1).Squares.Average(), 1e-9 * least);
    }

    [Fact]
    public void All_knots_of_the_grid_leave_nothing_and_one_component_has_nothing_to_leave()
    {
        InformationLimit limit = Limit(Ring);
        double prior = limit.At(0).Squares.Average();
        Assert.True(limit.SquaresAt([.. Enumerable.Range(0, InformationLimit.Knots)]).Average() < 1e-6 * prior);
        InformationLimit alone = Limit(new GaussianMixture(GaussianComponent.Isotropic(1, 1, -2, 0.5)));
        Assert.All(alone.At(2).Squares.Concat(alone.At(0).Squares), static s => Assert.Equal(0, s, 1e-20));
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        (double[] Squares, double[] Times)[] both = [.. new[] { 1, 3 }.Select(static t => Limit(Ring, t).At(3))];
        Assert.Equal(both[0].Squares, both[1].Squares);
        Assert.Equal(both[0].Times, both[1].Times);
    }

    private static InformationLimit Limit(GaussianMixture mixture, int threads = 1) =>
        new(mixture, FlowOf(mixture), Noise, new Execution(threads));

    private static Flow FlowOf(GaussianMixture mixture) => MixtureVelocityField.FlowOf(mixture, Path);

    private static SampleBatch Exact(GaussianMixture mixture) =>
        Sampler.Run(FlowOf(mixture), Tableaus.Rk4, TimeGrid.Uniform(480), Noise, new Execution(1));

    /// <summary>Mean over the samples of <c>1/n sum_k w_k |d_k - l_k|^2</c>.</summary>
    private static double MeanSquare(GaussianMixture mixture, double[][] differences, double[][]? exact) =>
        differences.Select((d, k) => mixture.Components[k].Weight / mixture.Components.Length / Noise.Count
            * d.Select((v, i) => Math.Pow(v - (exact?[k][i] ?? 0), 2)).Sum()).Sum();

    /// <summary>How end points change with the weight of each component as the others shrink, by central differences.</summary>
    private static double[][] Differences(GaussianMixture mixture, Func<GaussianMixture, SampleBatch> run)
    {
        const double Step = 1e-5;
        SampleBatch Moved(int k, double step) => run(new GaussianMixture(
            [.. mixture.Components.Select((c, i) => c with { Weight = c.Weight + (step * ((i == k ? 1 : 0) - c.Weight)) })]));
        return [.. Enumerable.Range(0, mixture.Components.Length).Select(k =>
        {
            double[] difference = Moved(k, Step).Values.ToArray();
            Flat.AddScaled(difference, -1, Moved(k, -Step).Values);
            return difference.Select(static d => d / (2 * Step)).ToArray();
        })];
    }
}
