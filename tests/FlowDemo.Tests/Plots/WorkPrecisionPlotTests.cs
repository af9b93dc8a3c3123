using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Plots;
using FlowDemo.Tests.Reporting;

namespace FlowDemo.Tests.Plots;

public sealed class WorkPrecisionPlotTests
{
    [Fact]
    public void It_names_its_axes_its_methods_its_guides_and_the_reference()
    {
        string[] texts = Pictures.Texts(Pictures.Draw(new WorkPrecisionPlot(), Pictures.SceneOf(Reports.Small)));
        Assert.All(
            (string[])["velocity evaluations per sample (NFE)", "rmse [data units], lower is better", "euler/uniform", "euler/shift:0.5",
                "heun/uniform", "order", "Error for the work spent: ring, linear path, 4096 samples"],
            t => Assert.Contains(t, texts));
        Assert.Contains(texts, static t => t.StartsWith("the reference's own error: 1.25e-11", StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_of_order_one_fall_as_the_guide_does()
    {
        // Error 1/n: on two logarithmic axes the points lie on a line as steep as the guide of order 1.
        ComparisonRow row = Reports.Small.Rows[0];
        ImmutableArray<ComparisonRow> rows = [.. ((int[])[1, 2, 4, 8]).Select(
            n => row with { Budget = n, Nfe = n, Metrics = [("rmse", Estimate.Exact(1.0 / n))] })];
        XElement svg = Pictures.Read(Pictures.Draw(new WorkPrecisionPlot(), Pictures.SceneOf(Reports.Small with { Rows = rows })));
        (double X, double Y)[] curve = Points(svg, "rgb(0,114,178)").Single(static l => l.Length == 4);
        (double X, double Y)[] guide = Points(svg, "rgb(102,102,102)").First(static l => l.Length == 2);
        double slope = (guide[1].Y - guide[0].Y) / (guide[1].X - guide[0].X);
        Assert.All(curve[1..], p => Assert.Equal(slope, (p.Y - curve[0].Y) / (p.X - curve[0].X), 0.02 * Math.Abs(slope)));

        // It is out of the way: above all points, and not left of the last but one.
        Assert.All(guide, g => Assert.True(g.Y < curve[^2].Y && g.X > curve[^2].X));
    }

    [Fact]
    public void More_lines_than_a_key_tells_apart_have_their_names_at_their_ends()
    {
        ComparisonRow row = Reports.Small.Rows[0];
        string[] Names(int lines, PlotPaper paper) => Pictures.Texts(HostileWriter.Write(writer => PlotWriter.WriteSvg(
            new WorkPrecisionPlot(),
            Pictures.SceneOf(Reports.Small with
            {
                Rows = [.. Enumerable.Range(0, 2 * lines).Select(i => row with
                {
                    Solver = $"s{i / 2}", Budget = 1 + (i % 2), Nfe = 1 + (i % 2), Metrics = [("rmse", Estimate.Exact(1.0 / (i + 1)))],
                })],
            }),
            paper,
            writer)));
        Assert.Equal(12, Names(12, PlotPaper.Screen).Count(static t => t.EndsWith("/uniform", StringComparison.Ordinal)));
        string[] many = Names(60, PlotPaper.Screen);
        Assert.All(Enumerable.Range(0, 60), i => Assert.Single(many, $"s{i}/uniform"));
        Assert.Equal(60, Names(60, PlotPaper.Print(468, 300, 8)).Count(static t => t.EndsWith("/uniform", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_reference_is_a_line_where_it_is_near_the_data()
    {
        string near = Pictures.Draw(new WorkPrecisionPlot(), Pictures.SceneOf(Reports.Small with { ReferenceError = 1e-6 }));
        Assert.Contains("the reference's own error: 1.00e-6", Pictures.Texts(near));
    }

    [Fact]
    public void Figures_that_the_axes_cannot_show_are_counted()
    {
        ComparisonPlan plan = Reports.Small.Plan with { Metrics = ["kl"] };
        string[] texts = Pictures.Texts(
            Pictures.Draw(new WorkPrecisionPlot(), Pictures.SceneOf(Reports.Small with { Plan = plan, MetricUnits = [("kl", "nats")] })));
        Assert.Contains("kl [nats], lower is better", texts);
        Assert.Contains(texts, static t => t.StartsWith("2 figures that are 0 or infinite", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_without_a_figure_gives_a_picture_all_the_same() =>
        Assert.NotEmpty(Pictures.Texts(Pictures.Draw(new WorkPrecisionPlot(), Pictures.SceneOf(Reports.Small with { Rows = [] }))));

    private static IEnumerable<(double X, double Y)[]> Points(XElement svg, string stroke) => svg
        .Descendants(Pictures.Svg + "polyline")
        .Where(l => ((string)l.Attribute("style")!).Contains($"stroke:{stroke}", StringComparison.Ordinal))
        .Select(static l => ((string)l.Attribute("points")!).Split(' ').Select(static p => p.Split(',')).Select(static p => (Number(p[0]),
            Number(p[1]))).ToArray());

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
