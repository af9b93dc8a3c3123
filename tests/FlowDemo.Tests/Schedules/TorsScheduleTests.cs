using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Schedules;

public sealed class TorsScheduleTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void Every_step_turns_the_velocity_by_the_same_mean_angle(int samples)
    {
        // On one Gaussian x' = m + r' x0 turns one way only, so that the angle between its ends is all of the rotation.
        GaussianProblem problem = new(0.5, meanX: 6, meanY: 4);
        TimeGrid grid = new TorsSchedule().Prepare(problem.Context(samples: samples)).Build(6);
        double[] angles = [.. Enumerable.Range(0, 6).Select(k => MeanAngle(problem, samples, grid[k], grid[k + 1]))];
        Assert.True(angles[0] > 0.01);
        Assert.All(angles, a => Assert.Equal(angles[0], a, 1e-3 * angles[0]));
    }

    [Fact]
    public void Straight_trajectories_get_equal_steps()
    {
        TimeGrid grid = new TorsSchedule().Prepare(StraightLine.Context(8)).Build(7);
        for (int k = 0; k <= 7; k++)
        {
            Assert.Equal(k / 7.0, grid[k], 1e-14);
        }
    }

    [Fact]
    public void Costs_are_counted()
    {
        ScheduleContext context = new GaussianProblem(0.5).Context(samples: 10);
        new TorsSchedule().Prepare(context);
        Assert.Equal(10 * 201, context.Counter.Derivatives);
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
