using FlowDemo.Plots;
using FlowDemo.Tests.Reporting;

namespace FlowDemo.Tests.Plots;

public sealed class GridsPlotTests
{
    [Fact]
    public void Each_grid_has_one_strip_with_a_tick_at_every_knot()
    {
        string svg = Pictures.Draw(new GridsPlot(), Pictures.SceneOf(Reports.Small));
        string[] texts = Pictures.Texts(svg);

        // Euler and Heun share no number of steps here, so no strip needs the name of a solver.
        string[] strips = ["uniform, 1 step", "uniform, 2 steps", "uniform, 4 steps", "shift:0.5, 1 step", "shift:0.5, 4 steps"];
        Assert.Equal(
            strips, texts.Where(static t => t.EndsWith("step", StringComparison.Ordinal) || t.EndsWith("steps", StringComparison.Ordinal)));
        Assert.Contains("time t, from noise (0) to data (1)", texts);

        // A line along each strip, and a tick for each of its K + 1 knots.
        int lines = Pictures.Read(svg).Descendants(Pictures.Svg + "polyline").Count(
            static l => ((string)l.Attribute("style")!).Contains("stroke-width:2.5", StringComparison.Ordinal));
        Assert.Equal(strips.Length + 2 + 3 + 5 + 2 + 5, lines);
    }
}
