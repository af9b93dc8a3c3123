using FlowDemo.Schedules;

namespace FlowDemo.Tests.Schedules.Formulas;

public sealed class PublishedTablesTests
{
    [Fact]
    public void Ten_steps_are_the_table_itself()
    {
        // S of the published Stable Diffusion 1.5 table, and t = 1 / (1 + S).
        double[] levels =
            [6.4745760956, 3.8636745985, 2.6946151520, 1.8841921177, 1.3943805092, 0.9642583904, 0.6523686016, 0.3977456272, 0.1515232662];
        TimeGrid grid = Build("ays-table", 10);
        Assert.Equal([0, .. levels.Select(static s => 1 / (1 + s)), 1], grid.Knots, Near(1e-14));
    }

    [Fact]
    public void Flow_tables_hold_one_minus_t()
    {
        double[] shares = [0.9886, 0.9819, 0.975, 0.966, 0.9471, 0.9158, 0.8287, 0.5512, 0.2808];
        Assert.Equal([0, .. shares.Select(static s => 1 - s), 1], Build("oss-table", 10).Knots, Near(1e-14));
    }

    [Theory]
    [InlineData("ays-table:sdxl", 5, 10)]
    [InlineData("oss-table:wan", 4, 20)]
    [InlineData("oss-table:chroma", 8, 40)]
    public void A_divisor_of_the_steps_takes_every_so_many_values(string name, int steps, int tableSteps)
    {
        TimeGrid table = Build(name, tableSteps);
        Assert.Equal(Enumerable.Range(0, steps + 1).Select(i => table[i * tableSteps / steps]), Build(name, steps).Knots, Near(1e-13));
    }

    [Fact]
    public void Between_two_values_lies_their_geometric_mean()
    {
        TimeGrid grid = Build("ays-table:svd", 20);
        Assert.Equal(Math.Sqrt(15.886 * 7.977), (1 - grid[5]) / grid[5], 1e-12);
    }

    private static TimeGrid Build(string name, int steps) =>
        ScheduleCatalog.All.Create(name).Prepare(new GaussianProblem(0.5).Context(samples: 8)).Build(steps);

    private static Func<double, double, bool> Near(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;
}
