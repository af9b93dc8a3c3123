using CsCheck;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Tests.Rendering;

public sealed class PlaneWindowTests
{
    private static readonly Gen<(double, double)[]> Points = Gen.Select(Gen.Double[-50, 50], Gen.Double[-5, 5]).Array[2, 20];

    [Fact]
    public void Every_point_is_in_sight_and_the_window_fits_the_screen() =>
        Gen.Select(Points, Gen.Int[1, 200], Gen.Int[1, 60]).Sample((points, columns, rows) =>
        {
            PlaneWindow window = PlaneWindow.Around(points, columns, rows);
            Assert.InRange(window.Columns, 1, columns);
            Assert.InRange(window.Rows, 1, rows);
            Assert.All(points, p =>
            {
                (int across, int down) = window.DotOf(p.Item1, p.Item2);
                Assert.InRange(across, 0, window.Width - 1);
                Assert.InRange(down, 0, window.Height - 1);
            });
        });

    [Fact]
    public void No_larger_scale_would_fit() =>
        Gen.Select(Points, Gen.Int[8, 200], Gen.Int[8, 60]).Sample((points, columns, rows) =>
        {
            PlaneWindow window = PlaneWindow.Around(points, columns, rows);
            Assert.True(window.Columns == columns || window.Rows == rows);
        });

    [Fact]
    public void The_middle_of_a_dot_lies_in_that_dot()
    {
        PlaneWindow window = PlaneWindow.Around([(-1, -2), (3, 4)], 30, 20);
        Assert.Equal((7, 11), window.CenterOf(7, 11) is var (x, y) ? window.DotOf(x, y) : default);
    }
}
