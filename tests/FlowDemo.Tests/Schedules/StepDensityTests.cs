using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Schedules;

public sealed class StepDensityTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void Every_step_turns_the_velocity_by_the_same_mean_angle(int samples)
    {
        // On one Gaussian x' = m + r' x0 turns one way only, so that the angle between its ends is all of the rotation.
        GaussianProblem problem = new(0.5, meanX: 6, meanY: 4);
        TimeGrid grid = new EquidistributionSchedule(StepDensity.Turn).Prepare(problem.Context(samples: samples)).Build(6);
        double[] angles = [.. Enumerable.Range(0, 6).Select(k => MeanAngle(problem, samples, grid[k], grid[k + 1]))];
        Assert.True(angles[0] > 0.01);
        Assert.All(angles, a => Assert.Equal(angles[0], a, 1e-3 * angles[0]));
    }

    [Fact]
    public void Straight_trajectories_get_equal_steps()
    {
        TimeGrid grid = new EquidistributionSchedule(StepDensity.Turn).Prepare(StraightLine.Context(8)).Build(7);
        for (int k = 0; k <= 7; k++)
        {
            Assert.Equal(k / 7.0, grid[k], 1e-14);
        }
    }

    [Fact]
    public void Costs_are_counted()
    {
        ScheduleContext context = new GaussianProblem(0.5).Context(samples: 10);
        new EquidistributionSchedule(StepDensity.Turn).Prepare(context);
        Assert.Equal(10 * 201, context.Counter.Derivatives);
    }

    [Fact]
    public void Entropy_falls_with_the_mean_square_of_what_the_best_guess_misses()
    {
        // Two far points with equal weights: |x1 - D|^2 has mean a^2 E[1 - tanh^2], here by a plain sum over the noise.
        GaussianMixture pair = new(GaussianComponent.Isotropic(0.5, -2, 0, 1e-3), GaussianComponent.Isotropic(0.5, 2, 0, 1e-3));
        Flow flow = MixtureVelocityField.FlowOf(pair, new LinearPath());
        NoiseSet noise = GaussianProblem.Noise(4096);
        ScheduleContext context = new(flow, pair, Tableaus.Euler, new Calibration(flow, noise), new Execution(1));
        TimeGrid grid = ScheduleCatalog.All.Create("equidistribution:entropy").Prepare(context).Build(4);
        double[] shares = [.. Enumerable.Range(0, 4).Select(k => Integral(grid[k], grid[k + 1]))];
        Assert.All(shares, s => Assert.Equal(shares[0], s, 0.01 * shares[0]));

        double Integral(double from, double to) => Enumerable.Range(0, 400).Sum(i =>
        {
            double t = from + ((i + 0.5) * (to - from) / 400);
            double snr = 4 * t * t / ((1 - t) * (1 - t));
            double missed = Enumerable.Range(0, noise.Count).Average(k =>
                1 - Math.Pow(Math.Tanh(snr + (Math.Sqrt(snr) * noise.Points[k, 0])), 2));
            return ((4 * missed) + (2e-6 / (1 + (1e-6 * snr / 4)))) / ((1 - t) * (1 - t)) * (to - from) / 400;
        });
    }

    private static double MeanAngle(GaussianProblem problem, int samples, double from, double to)
    {
        SampleBatch noise = GaussianProblem.Noise(samples).Points;
        double sum = 0;
        for (int i = 0; i < samples; i++)
        {
            (double x0, double y0) = Velocity(problem, noise, i, from);
            (double x1, double y1) = Velocity(problem, noise, i, to);
            sum += Math.Abs(Math.Atan2((x0 * y1) - (y0 * x1), (x0 * x1) + (y0 * y1)));
        }

        return sum / samples;
    }

    /// <summary>x' = m + r'(t) x0 with r' = rate times r.</summary>
    private static (double X, double Y) Velocity(GaussianProblem problem, SampleBatch noise, int sample, double t)
    {
        double slope = problem.Rate(t) * problem.Radius(t);
        return (6 + (slope * noise[sample, 0]), 4 + (slope * noise[sample, 1]));
    }
}
