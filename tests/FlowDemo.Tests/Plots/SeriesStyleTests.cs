using FlowDemo.Plots;

namespace FlowDemo.Tests.Plots;

public sealed class SeriesStyleTests
{
    [Fact]
    public void Colour_names_the_solver_and_shape_the_schedule()
    {
        SeriesStyle[] styles = [.. SeriesStyle.For([("euler", "uniform"), ("euler", "boss"), ("heun", "uniform"), ("heun", "boss")])];
        Assert.Equal(styles[0].Color, styles[1].Color);
        Assert.Equal(styles[0].Marker, styles[2].Marker);
        Assert.Equal(4, styles.Distinct().Count());
    }

    [Theory]
    [InlineData(35, 1)]
    [InlineData(1, 35)]
    [InlineData(7, 5)]
    public void Up_to_35_methods_look_different(int solvers, int schedules)
    {
        (string, string)[] methods = [.. Enumerable.Range(0, solvers).SelectMany(
            s => Enumerable.Range(0, schedules).Select(g => ($"s{s}", $"g{g}")))];
        Assert.Equal(35, SeriesStyle.For(methods).Distinct().Count());
    }
}
