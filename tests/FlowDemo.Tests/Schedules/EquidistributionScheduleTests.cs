using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Schedules;

public sealed class EquidistributionScheduleTests
{
    private static readonly GaussianProblem Problem = new(0.5);

    [Theory]
    [InlineData("equidistribution:propagated", 2)]
    [InlineData("equidistribution:propagated", 4)]
    [InlineData("equidistribution:propagated", 10)]
    [InlineData("equidistribution:entropy", 2)]
    [InlineData("equidistribution:entropy", 10)]
    public void Two_densities_of_one_gaussian_give_the_optimal_grid(string name, int steps)
    {
        ScheduleContext context = Problem.Context();
        TimeGrid optimal = ScheduleCatalog.All.Create("arctan").Prepare(context).Build(steps);
        TimeGrid grid = ScheduleCatalog.All.Create(name).Prepare(context).Build(steps);
        for (int k = 0; k <= steps; k++)
        {
            Assert.Equal(optimal[k], grid[k], 2e-5);
        }
    }

    [Theory]
    [InlineData("equidistribution", 0.5)]
    [InlineData("equidistribution:curvature,1", 1)]
    [InlineData("equidistribution:curvature,0.25", 0.25)]
    public void Curvature_grid_of_one_gaussian_has_the_density_of_its_radius(string name, double power)
    {
        // Curvature is r^-3: each step holds the same share of the integral of its power, here by Simpson's rule.
        TimeGrid grid = ScheduleCatalog.All.Create(name).Prepare(Problem.Context()).Build(5);
        double[] shares = [.. Enumerable.Range(0, 5).Select(k => Simpson(grid[k], grid[k + 1], -3 * power))];
        Assert.All(shares, s => Assert.Equal(shares[0], s, 2e-4 * shares[0]));
    }

    [Fact]
    public void Straight_lines_get_equal_steps()
    {
        TimeGrid grid = new EquidistributionSchedule(StepDensity.Propagated).Prepare(StraightLine.Context(8)).Build(7);
        for (int k = 0; k <= 7; k++)
        {
            Assert.Equal(k / 7.0, grid[k], 1e-14);
        }
    }

    [Fact]
    public void Errors_fall_as_fast_as_eulers_order_allows()
    {
        IGridRule rule = new EquidistributionSchedule(StepDensity.Curvature).Prepare(Problem.Context());
        Assert.InRange(Problem.GlobalError(rule.Build(32)) / Problem.GlobalError(rule.Build(64)), 3.5, 4.5);
    }

    [Fact]
    public void Costs_are_counted()
    {
        ScheduleContext context = Problem.Context(samples: 10);
        new EquidistributionSchedule(StepDensity.Curvature).Prepare(context);
        Assert.Equal(10 * 201, context.Counter.Derivatives);
        Assert.Equal(10 * (800 + 201), context.Counter.Velocities);
    }

    private static double Simpson(double from, double to, double exponent)
    {
        const int Pieces = 200;
        double h = (to - from) / Pieces;
        double sum = 0;
        for (int i = 0; i <= Pieces; i++)
        {
            sum += Math.Pow(Problem.Radius(from + (i * h)), exponent) * (i is 0 or Pieces ? 1 : i % 2 == 1 ? 4 : 2);
        }

        return sum * h / 3;
    }
}
