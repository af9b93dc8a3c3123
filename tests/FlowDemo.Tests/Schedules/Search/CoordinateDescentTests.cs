using FlowDemo.Schedules;
using FlowDemo.Schedules.Search;

namespace FlowDemo.Tests.Schedules.Search;

public sealed class CoordinateDescentTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Finds_the_optimal_euler_grid_of_one_gaussian(int steps)
    {
        GaussianProblem problem = new(0.5);
        double[] found = CoordinateDescent.Minimise([.. TimeGrid.Uniform(steps).Knots], knots => problem.GlobalError(new TimeGrid(knots)));
        TimeGrid optimal = ScheduleCatalog.All.Create("arctan").Prepare(problem.Context(samples: 8)).Build(steps);
        for (int k = 0; k <= steps; k++)
        {
            Assert.Equal(optimal[k], found[k], 1e-4);
        }
    }

    [Fact]
    public void Never_gets_worse_whatever_the_function()
    {
        static double Jagged(double[] k) => Math.Abs(Math.Sin(40 * k[1])) + Math.Abs(k[2] - (2 * k[1])) + Math.Floor(10 * k[2]);
        double[] start = [0, 0.3, 0.55, 1];
        double[] found = CoordinateDescent.Minimise(start, Jagged);
        Assert.True(Jagged(found) <= Jagged(start));
        Assert.True(found[0] == 0 && found[3] == 1 && found[1] > 0 && found[2] > found[1] && found[2] < 1);
        Assert.Equal([0, 0.3, 0.55, 1], start);
    }
}
