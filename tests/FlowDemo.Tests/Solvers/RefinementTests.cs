using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

public sealed class RefinementTests
{
    private const int Count = 20_000;
    private const double Mean = 1.5;
    private const double Variance = 0.16;

    private static readonly SampleBatch Noise = NormalNoise.Random(Count, 3, NoiseStream.Test).Points;

    private static readonly Flow Gaussian = MixtureVelocityField.FlowOf(
        new GaussianMixture(new GaussianComponent(1, Mean, -1, Variance, 0, Variance)), new LinearPath());

    /// <summary>Euler's steps multiply the distance from the mean by 1 + h a(t), and fresh noise adds its variance.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void On_a_gaussian_the_variance_is_that_of_its_recursion(int again)
    {
        const int Steps = 4;
        double variance = Walked(1, 0, Steps);
        double s = (double)(Steps - again) / Steps;
        variance = Walked((s * s * variance) + ((1 - s) * (1 - s)), Steps - again, Steps);
        double[] x = Run($"refine:{again}", Steps).Coordinate(0).ToArray();
        double mean = x.Average();
        Assert.Equal(Mean, mean, 4 * Math.Sqrt(variance / Count));
        Assert.Equal(variance, x.Average(v => Math.Pow(v - mean, 2)), 4 * variance * Math.Sqrt(2.0 / Count));

        double Walked(double from, int first, int last)
        {
            for (int k = first; k < last; k++)
            {
                double t = (double)k / Steps;
                double slope = ((t * Variance) - (1 - t)) / ((t * t * Variance) + ((1 - t) * (1 - t)));
                from *= Math.Pow(1 + (slope / Steps), 2);
            }

            return from;
        }
    }

    [Fact]
    public void Finer_steps_on_the_same_noise_end_near_the_finest()
    {
        ISolver solver = SolverCatalog.All.Create("refine:2");
        SampleBatch[] ends = [.. new[] { 1, 4, 16 }.Select(parts => Sampler.Run(
            Gaussian, solver.OnSameNoise(parts)!, TimeGrid.Uniform(8 * parts), Noise.Slice(0, 200), new Execution(1)))];
        Assert.InRange(SolverRuns.Distance(ends[1], ends[2]), 0, 0.3 * SolverRuns.Distance(ends[0], ends[2]));
    }

    [Fact]
    public void A_budget_buys_no_more_steps_again_than_there_are()
    {
        ISolver solver = SolverCatalog.All.Create("refine:3");
        Assert.Null(solver.StepsFor(5));
        Assert.Equal(3, solver.StepsFor(6));
        Assert.Throws<FlowDemoException>(static () => SolverCatalog.All.Create("refine:0"));
    }

    private static SampleBatch Run(string solver, int steps) =>
        Sampler.Run(Gaussian, SolverCatalog.All.Create(solver), TimeGrid.Uniform(steps), Noise, new Execution(2));
}
