using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Tests.Rendering;

public sealed class PlaneRasterTests
{
    [Theory]
    [InlineData(0.5, 3.5, '⠁')]
    [InlineData(0.5, 1.5, '⠄')]
    [InlineData(0.5, 0.5, '⡀')]
    [InlineData(1.5, 3.5, '⠈')]
    [InlineData(1.5, 2.5, '⠐')]
    [InlineData(1.5, 0.5, '⢀')]
    public void A_point_is_the_dot_of_braille_at_its_place(double x, double y, char expected)
    {
        PlaneRaster raster = new(new PlaneWindow(0, 4, 1, 1, 1), new double[8]);
        raster.Line((x, y), (x, y));
        Assert.Equal(expected, raster.Braille(0, 0));
    }

    [Fact]
    public void A_line_has_no_gaps_and_ends_at_the_edge()
    {
        PlaneWindow window = new(0, 8, 1, 4, 2);
        PlaneRaster raster = new(window, new double[64]);
        raster.Line((-100, 0.5), (100, 0.5));
        raster.Line((0.5, 7.5), (7.5, 0.5));
        Assert.Equal("⠑⢄  ", Row(raster, 0));
        Assert.Equal("⣀⣀⣑⣄", Row(raster, 1));
        raster.Line((0, 0), (double.NaN, 1));
        raster.Line((0, 0), (double.PositiveInfinity, 1));
        Assert.Equal("⠑⢄  ", Row(raster, 0));
    }

    [Fact]
    public void Half_a_cell_has_the_mean_density_of_its_dots_beside_the_densest_half()
    {
        // Two cells side by side: the upper halves hold 1, 1, 1, 1 and 16, 0, 0, 0, the lower ones nothing and 4 in every dot.
        PlaneRaster raster = new(new PlaneWindow(0, 4, 1, 2, 1), [1, 1, 16, 0, 1, 1, 0, 0, 0, 0, 4, 4, 0, 0, 4, 4]);
        Assert.Equal((0.5, 1), (raster.Tone(0, 0, lower: false), raster.Tone(0, 1, lower: false)));
        Assert.Equal((0, 1), (raster.Tone(0, 0, lower: true), raster.Tone(0, 1, lower: true)));
        Assert.Equal((0.25, 1), (raster.Tone(0, 0), raster.Tone(0, 1)));
    }

    [Fact]
    public void A_mark_outside_is_left_out()
    {
        PlaneRaster raster = new(new PlaneWindow(0, 4, 1, 1, 1), new double[8]);
        raster.Put((2.5, 1), 'o');
        Assert.Null(raster.Mark(0, 0));
        raster.Put((1.5, 1), 'o');
        Assert.Equal('o', raster.Mark(0, 0));
    }

    private static string Row(PlaneRaster raster, int row) =>
        string.Concat(Enumerable.Range(0, raster.Window.Columns).Select(c => raster.Braille(row, c) ?? ' '));
}
