using FlowDemo.Schedules;
using FlowDemo.Schedules.Search;

namespace FlowDemo.Tests.Schedules.Search;

public sealed class KinkDescentTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Finds_the_optimal_euler_grid_of_one_gaussian(int steps)
    {
        GaussianProblem problem = new(0.5);
        double[] found = KinkDescent.Minimise(
            [.. TimeGrid.Uniform(steps).Knots],
            (knots, _) => problem.GlobalError(new TimeGrid(knots))).Knots;
        TimeGrid optimal = ScheduleCatalog.All.Create("arctan").Prepare(problem.Context(samples: 8)).Build(steps);
        for (int k = 0; k <= steps; k++)
        {
            Assert.Equal(optimal[k], found[k], 1e-4);
        }
    }

    [Fact]
    public void Finds_a_corner_that_no_single_knot_leads_to()
    {
        // Along each knot alone the sum only grows away from k1 = 2 k2 - 1; its minimum lies along that edge, at (0.6, 0.8).
        static double Edge(double[] k, double corner) =>
            Math.Sqrt(Square(k[1] - (2 * k[2]) + 1) + Square(corner)) + (0.1 * Math.Sqrt(Square(k[1] - 0.6) + Square(corner)));
        (double[] knots, double value) = KinkDescent.Minimise([0, 0.2, 0.6, 1], Edge);
        Assert.Equal(0, value, 1e-5);
        Assert.Equal(0.6, knots[1], 1e-4);
        Assert.Equal(0.8, knots[2], 1e-4);

        static double Square(double x) => x * x;
    }

    [Fact]
    public void Never_gets_worse_whatever_the_function()
    {
        static double Jagged(double[] k, double corner) =>
            Math.Abs(Math.Sin(40 * k[1])) + Math.Abs(k[2] - (2 * k[1])) + Math.Floor(10 * k[2]) + (0 * corner);
        double[] start = [0, 0.3, 0.55, 1];
        (double[] found, double value) = KinkDescent.Minimise(start, Jagged);
        Assert.Equal(Jagged(found, 0), value);
        Assert.True(value <= Jagged(start, 0));
        Assert.True(found[0] == 0 && found[3] == 1 && found[1] > 0 && found[2] > found[1] && found[2] < 1);
        Assert.Equal([0, 0.3, 0.55, 1], start);
    }
}
