using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>Where each schedule puts its knots: one strip per grid from noise (t = 0) to data (t = 1), the same grids told once.</summary>
internal sealed class GridsPlot : IPlot
{
    private const double StripHeight = 30;
    private const double TickReach = 0.32;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPlot> Entry { get; } = new(
        "grids", "Where each schedule puts its knots, one strip per grid.", static _ => new GridsPlot());

    /// <inheritdoc/>
    PlotDrawing IPlot.Draw(PlotScene scene, PlotPaper paper)
    {
        PlotSheet sheet = new(paper);
        ImmutableArray<(string Label, string Schedule, TimeGrid Grid)> strips = StripsOf(scene.Report);
        PlotModel panel = sheet.Panel(
            paper.IsPrint ? null : $"Where the steps are: {scene.Report.TargetLabel}, {scene.Report.Plan.Path} path");
        panel.Axes.Add(sheet.Styled(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Title = "time t, from noise (0) to data (1)",
            Minimum = -0.01,
            Maximum = 1.01,
            MajorStep = 0.1,
            MinorTickSize = 0
        }));
        LinearAxis names = sheet.Styled(new LinearAxis
        {
            Position = AxisPosition.Left,
            StartPosition = 1,
            EndPosition = 0,
            Minimum = -0.7,
            Maximum = strips.Length - 0.3,
            MajorStep = 1,
            MinorTickSize = 0,
            MajorTickSize = 0,
            LabelFormatter = y => y >= 0 && y < strips.Length ? strips[(int)Math.Round(y)].Label : string.Empty,
        });
        names.MajorGridlineStyle = LineStyle.None;
        panel.Axes.Add(names);
        string[] schedules = [.. strips.Select(static s => s.Schedule).Distinct()];
        ImmutableArray<SeriesStyle> styles = SeriesStyle.For([.. schedules.Select(static s => (s, s))]);
        foreach ((int row, (string _, string schedule, TimeGrid grid)) in strips.Index())
        {
            panel.Series.Add(Strip(row, grid, styles[Array.IndexOf(schedules, schedule)].Color, sheet.Of(2.5)));
        }

        return PlotDrawing.Of(panel, paper.Width, paper.Height ?? sheet.Of(150 + (StripHeight * strips.Length)));
    }

    private static LineSeries Strip(int row, TimeGrid grid, OxyColor color, double thickness)
    {
        LineSeries strip = new() { Color = color, StrokeThickness = thickness };
        strip.Points.AddRange([new DataPoint(0, row), new DataPoint(1, row), DataPoint.Undefined]);
        foreach (double knot in grid.Knots)
        {
            strip.Points.AddRange([new DataPoint(knot, row - TickReach), new DataPoint(knot, row + TickReach), DataPoint.Undefined]);
        }

        return strip;
    }

    /// <summary>The different grids by schedule and number of steps, each with the solvers that use it where not all of them do.</summary>
    private static ImmutableArray<(string Label, string Schedule, TimeGrid Grid)> StripsOf(ComparisonReport report)
    {
        ImmutableArray<ComparisonRow> rows = [.. report.Rows
            .OrderBy(r => report.Rows.IndexOf(report.Rows.First(f => f.Schedule == r.Schedule))).ThenBy(static r => r.Steps)];
        return
        [
            .. rows
                .GroupBy(static r => (r.Schedule, r.Grid))
                .Select(g => (
                    Label(g.Key.Schedule, g.Key.Grid.Steps, [.. g.Select(static r => r.Solver).Distinct()], rows),
                    g.Key.Schedule,
                    g.Key.Grid)),
        ];
    }

    private static string Label(string schedule, int steps, string[] solvers, ImmutableArray<ComparisonRow> rows)
    {
        bool isForAll = rows.Where(r => r.Schedule == schedule && r.Steps == steps).All(r => solvers.Contains(r.Solver));
        string users = isForAll ? string.Empty : $" ({string.Join(", ", solvers)})";
        return Printable.Of(string.Create(CultureInfo.InvariantCulture, $"{schedule}{users}, {steps} {(steps == 1 ? "step" : "steps")}"));
    }
}
