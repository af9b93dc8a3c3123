using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Schedules;

public sealed class AysScheduleTests
{
    private const double Scale = 0.5;

    [Theory]
    [InlineData(double.PositiveInfinity, 1, 0.05371289737)]
    [InlineData(1, 0.1, 33.53009402659)]
    public void Bound_of_one_gaussian_is_the_area_under_the_staircase(double from, double to, double expected)
    {
        // The rectangle that the schedule adds up, less the integral of mmse, which it leaves out.
        double a = 1 / (from * from);
        double b = 1 / (to * to);
        double integral = 2 * Math.Log((1 + (b * Scale * Scale)) / (1 + (a * Scale * Scale)));
        Assert.Equal(expected, ((b - a) * Unexplained(a)) - integral, 1e-10);
    }

    [Fact]
    public void Unexplained_variance_of_one_gaussian_is_known()
    {
        double[] times = [0, 0.1, 0.35, 0.5, 0.8, 0.98];
        double[] unexplained = AysSchedule.Unexplained(new GaussianProblem(Scale, 3, -1).Context(samples: 8), times);
        for (int k = 0; k < times.Length; k++)
        {
            Assert.Equal(Unexplained(Math.Pow(times[k] / (1 - times[k]), 2)), unexplained[k], 1e-11);
        }
    }

    [Fact]
    public void Unexplained_variance_falls_from_the_total_on_every_path()
    {
        GaussianMixture mixture = TestMixtures.ThreeModes();
        double[] times = [0, 0.02, 0.2, 0.4, 0.6, 0.8, 0.95];
        foreach (IPath path in new IPath[] { new LinearPath(), new TrigonometricPath(), new VariancePreservingPath() })
        {
            Flow flow = MixtureVelocityField.FlowOf(mixture, path);
            ScheduleContext context = new(
                flow, mixture, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(600)), new Execution(2));
            double[] unexplained = AysSchedule.Unexplained(context, times);
            Assert.Equal(mixture.TotalVariance, unexplained[0], 1e-12);
            Assert.InRange(unexplained[1], 0.98 * mixture.TotalVariance, 1.02 * mixture.TotalVariance);
            Assert.All(Enumerable.Range(2, 5), k => Assert.InRange(unexplained[k], 0, unexplained[k - 1]));
        }
    }

    [Fact]
    public void Grid_of_one_gaussian_is_the_cheapest_of_all()
    {
        GaussianProblem problem = new(Scale);
        double[] times = [.. Enumerable.Range(0, 101).Select(static i => 0.98 * i / 100)];
        double[] gamma = [.. times.Select(static t => Math.Pow(t / (1 - t), 2))];
        (int best, _) = Enumerable.Range(1, 99)
            .Select(m => (m, (gamma[m] * Unexplained(0)) + ((gamma[100] - gamma[m]) * Unexplained(gamma[m]))))
            .MinBy(static p => p.Item2);
        TimeGrid grid = new AysSchedule(0.98).Prepare(problem.Context(samples: 8)).Build(3);
        Assert.Equal(4, grid.Knots.Length);
        Assert.Equal(times[best], grid[1], 1e-15);
        Assert.Equal(0.98, grid[2]);
    }

    [Fact]
    public void Splitting_a_step_never_raises_the_bound()
    {
        ExactStepProgram program = new(
            CostMatrix.FromFormula(TimeGrid.Uniform(60), static (i, j) => (Gamma(j) - Gamma(i)) * Unexplained(Gamma(i))));
        Assert.All(Enumerable.Range(2, 59), k => Assert.True(program.Cost(k) <= program.Cost(k - 1) * (1 + 1e-14)));

        static double Gamma(int i) => Math.Pow(i / (61.0 - i), 2);
    }

    [Fact]
    public void Elbo_is_the_same_grid()
    {
        ScheduleContext context = new GaussianProblem(Scale, 1, 1).Context(samples: 8);
        Assert.Equal(
            ScheduleCatalog.All.Create("ays:0.9").Prepare(context).Build(6),
            ScheduleCatalog.All.Create("elbo:0.9").Prepare(context).Build(6));
        Assert.DoesNotContain("elbo", ScheduleCatalog.All.Select("*"));
    }

    private static double Unexplained(double gamma) => 2 * Scale * Scale / (1 + (gamma * Scale * Scale));
}
