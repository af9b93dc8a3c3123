using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Dmn;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Schedules.Dmn;

public sealed class DmnScheduleTests
{
    [Theory]
    [InlineData(5, 1, 3, 232.628923378)]
    [InlineData(5, 1, 0, 211.930580774)]
    [InlineData(5, 2, 3, 221.029877860)]
    [InlineData(5, 2, 0, 200.883057478)]
    [InlineData(8, 1, 3, 58.195568706)]
    [InlineData(8, 1, 0, 38.722436813)]
    [InlineData(8, 2, 3, 50.863715983)]
    [InlineData(8, 2, 0, 31.386048742)]
    public void Golden_bounds_of_equal_steps(int steps, int power, int separateSteps, double expected)
    {
        MultistepBound bound = new(3, separateSteps, lambda => VariancePreserving(lambda, power));
        Assert.Equal(expected, bound.At(Equal(steps, -5, 4.5)), 1e-8);
    }

    [Fact]
    public void Weights_of_a_step_add_up_to_its_exact_integral()
    {
        double[] lambda = [-3, -1.7, -0.2, 0.1, 2.5];
        for (int order = 1; order <= 3; order++)
        {
            for (int s = order - 1; s < 4; s++)
            {
                double[] weights = new double[order];
                MultistepBound.Weights(lambda, s, weights);
                Assert.Equal(Math.Exp(lambda[s + 1]) - Math.Exp(lambda[s]), weights.Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void Weights_of_order_3_integrate_parabolas()
    {
        // The integral of l^2 e^l is e^l (l^2 - 2 l + 2).
        double[] lambda = [-0.9, -0.2, 0.1, 0.8];
        double[] weights = new double[3];
        MultistepBound.Weights(lambda, 2, weights);
        double exact = Primitive(0.8) - Primitive(0.1);
        Assert.Equal(exact, Enumerable.Range(0, 3).Sum(m => weights[m] * lambda[m] * lambda[m]), 1e-12);

        static double Primitive(double l) => Math.Exp(l) * ((l * l) - (2 * l) + 2);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(15)]
    public void Optimum_of_order_3_is_below_the_start(int steps)
    {
        TimeGrid grid = new DmnSchedule(3, 1).Prepare(new GaussianProblem(1).Context(samples: 8)).Build(steps);
        MultistepBound bound = new(3, MultistepBound.SeparateStepsFor(steps), FlowMatching);
        double[] found = [-5.024978, .. grid.Knots[1..^1].Select(static t => Math.Log(t / (1 - t))), 4.557715];
        Assert.True(bound.At(found) < 0.99 * bound.At(Equal(steps, -5.024978, 4.557715)));
    }

    [Theory]
    [InlineData("vp", 1, 7, 40.8)]
    [InlineData("vp", 1, 8, 17.8)]
    [InlineData("vp", 1, 10, 15.4)]
    [InlineData("linear", 1, 7, 40.4)]
    [InlineData("linear", 1, 8, 11.4)]
    [InlineData("linear", 1, 10, 10.6)]
    [InlineData("vp", 2, 7, 25.8)]
    [InlineData("vp", 2, 8, 6.38)]
    [InlineData("vp", 2, 10, 5.8)]
    [InlineData("vp", 2, 12, 6.3)]
    public void The_bound_is_at_most_what_the_official_program_finds(string path, int power, int steps, double official)
    {
        IPath used = PathCatalog.All.Create(path);
        TimeGrid grid = new DmnSchedule(3, power).Optimise(used, 3, steps);
        MultistepBound bound = new(
            3, MultistepBound.SeparateStepsFor(steps), lambda => path == "vp" ? VariancePreserving(lambda, power) : FlowMatching(lambda));
        double[] found = [-5.024978, .. grid.Knots[1..^1].Select(t => Math.Log(used.At(t).Alpha / used.At(t).Sigma)), 4.557715];

        // Figures are rounded to the digits given.
        Assert.True(bound.At(found) <= official + 0.05, $"{bound.At(found)} > {official}");
    }

    [Fact]
    public void Order_1_on_the_linear_path_is_equal_steps_in_log_snr()
    {
        // There eps = e^-lambda, and the sum of e^h - 1 over steps of a fixed total is least for equal ones.
        TimeGrid grid = new DmnSchedule(1, 1).Prepare(new GaussianProblem(1).Context(samples: 8)).Build(7);
        double[] expected = Equal(7, -5.024978, 4.557715);
        Assert.All(Enumerable.Range(1, 6), k => Assert.Equal(expected[k], Math.Log(grid[k] / (1 - grid[k])), 1e-4));
    }

    [Fact]
    public void Two_steps_of_order_1_have_the_least_bound_of_all()
    {
        TimeGrid grid = new DmnSchedule(1, 1).Prepare(new GaussianProblem(1).Context(samples: 8)).Build(2);
        MultistepBound bound = new(1, 3, FlowMatching);
        double best = Enumerable.Range(1, 9000).Select(static i => -5.024978 + (i * 9.582693 / 9001)).MinBy(
            l => bound.At([-5.024978, l, 4.557715]));
        Assert.Equal(best, Math.Log(grid[1] / (1 - grid[1])), 2e-3);
    }

    [Fact]
    public void Order_follows_the_solver()
    {
        ScheduleContext context = new GaussianProblem(1).Context(samples: 8);
        Assert.Equal(
            ScheduleCatalog.All.Create("dmn:1").Prepare(context).Build(6),
            ScheduleCatalog.All.Create("dmn").Prepare(context).Build(6));
        Assert.NotEqual(
            ScheduleCatalog.All.Create("dmn:3").Prepare(context).Build(6),
            ScheduleCatalog.All.Create("dmn").Prepare(context).Build(6));
    }

    private static double[] Equal(int steps, double from, double to) =>
        [.. Enumerable.Range(0, steps + 1).Select(i => from + ((to - from) * i / steps))];

    private static double VariancePreserving(double lambda, int power)
    {
        double alpha = 1 / Math.Sqrt(1 + Math.Exp(-2 * lambda));
        return Math.Pow(alpha * Math.Exp(-lambda), power) / alpha;
    }

    private static double FlowMatching(double lambda)
    {
        double t = 1 / (1 + Math.Exp(-lambda));
        return (1 - t) / t;
    }
}
