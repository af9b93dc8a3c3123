using FlowDemo.Plots;

namespace FlowDemo.Tests.Plots;

/// <summary>The pictures of the plane: a panel for each method, a legend for what is in it.</summary>
public sealed class PlanePlotTests
{
    [Theory]
    [InlineData("trajectories", "Ways from noise to data: ring, linear path, NFE 2", "exact flow", "method", "its end points")]
    [InlineData(
        "error-map",
        "Distance of each sample from its exact end point: ring, linear path, NFE 2",
        "below 0.01 data units",
        "to 0.3",
        "1 and more")]
    [InlineData(
        "samples", "Samples beside the target: ring, linear path, NFE 2", "the target itself", "exact draws", "samples of the method")]
    public void Every_method_has_a_panel_and_the_legend_tells_what_is_in_it(string kind, params string[] expected)
    {
        string[] texts = Pictures.Texts(Pictures.Draw(PlotCatalog.All.Create(kind), Pictures.Ring));
        Assert.All([.. expected, "euler/uniform", "euler/shift:2", "heun/uniform", "heun/shift:2"], t => Assert.Single(texts, t));
        Assert.Equal(kind == "samples" ? 5 : 4, texts.Count(static t => t == "x [data units]"));
    }

    [Fact]
    public void Axes_have_the_names_and_the_numbers_of_the_users_columns()
    {
        PlotScene penguins = Pictures.SceneOf(Pictures.Ring.Report.Plan with { Target = "penguins", Solvers = ["euler"], Budgets = [2] });
        string[] texts = Pictures.Texts(Pictures.Draw(new TrajectoriesPlot(), penguins));
        Assert.All((string[])["bill_length_mm", "bill_depth_mm", "40", "50", "15", "20"], t => Assert.Contains(t, texts));
        Assert.DoesNotContain(texts, static t => t.Contains("standard units", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dot_of_the_error_map_has_the_colour_of_its_distance()
    {
        // One Euler step takes every sample to the middle of the ring, a radius of 4 away: all 600 are in the last band.
        PlotScene far = Pictures.SceneOf(Pictures.Ring.Report.Plan with { Solvers = ["euler"], Schedules = ["uniform"], Budgets = [1] });
        Assert.Equal(600 + 1, Dots(Pictures.Draw(new ErrorMapPlot(), far), "rgb(34,6,51)"));

        // 64 Heun steps of order 2 leave almost none that far.
        PlotScene near = Pictures.SceneOf(Pictures.Ring.Report.Plan with { Solvers = ["heun"], Schedules = ["uniform"], Budgets = [128] });
        Assert.InRange(Dots(Pictures.Draw(new ErrorMapPlot(), near), "rgb(34,6,51)"), 1, 5);
    }

    [Theory]
    [InlineData("trajectories")]
    [InlineData("error-map")]
    [InlineData("samples")]
    public void A_panel_takes_no_more_than_some_kilobytes(string kind) =>
        Assert.InRange(Pictures.Draw(PlotCatalog.All.Create(kind), Pictures.Ring).Length / 4, 1_000, 40_000);

    private static int Dots(string svg, string color) => Pictures.Read(svg)
        .Descendants(Pictures.Svg + "path")
        .Where(p => ((string)p.Attribute("style")!) is string style
            && style.Contains($"stroke:{color}", StringComparison.Ordinal)
            && style.Contains("stroke-linecap:round", StringComparison.Ordinal))
        .Sum(static p => ((string)p.Attribute("d")!).Split("h0").Length - 1);
}
