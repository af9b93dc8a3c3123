using FlowDemo.Plots;

namespace FlowDemo.Tests.Plots;

public sealed class SeriesStyleTests
{
    [Fact]
    public void The_marker_names_the_solver_and_the_dashes_the_schedule()
    {
        SeriesStyle[] styles = [.. SeriesStyle.For([("euler", "uniform"), ("euler", "boss"), ("heun", "uniform"), ("heun", "boss")])];
        Assert.Equal(styles[0].Color, styles[1].Color);
        Assert.Equal((styles[0].Marker, styles[0].IsHollow), (styles[1].Marker, styles[1].IsHollow));
        Assert.NotEqual((styles[0].Marker, styles[0].IsHollow), (styles[2].Marker, styles[2].IsHollow));
        Assert.Equal(styles[0].Line, styles[2].Line);
        Assert.NotEqual(styles[0].Line, styles[1].Line);
        Assert.Equal(4, styles.Distinct().Count());
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(1, 55)]
    [InlineData(6, 10)]
    [InlineData(10, 6)]
    public void Sixty_methods_look_different(int solvers, int schedules)
    {
        (string, string)[] methods = [.. Enumerable.Range(0, solvers).SelectMany(
            s => Enumerable.Range(0, schedules).Select(g => ($"s{s}", $"g{g}")))];
        Assert.Equal(methods.Length, SeriesStyle.For(methods).Distinct().Count());
    }

    [Fact]
    public void Without_colour_ten_solvers_and_eight_schedules_look_different()
    {
        (string, string)[] methods = [.. Enumerable.Range(0, 10).SelectMany(
            static s => Enumerable.Range(0, 8).Select(g => ($"s{s}", $"g{g}")))];
        Assert.Equal(80, SeriesStyle.For(methods).Select(static s => (s.Marker, s.IsHollow, s.Line)).Distinct().Count());
    }
}
