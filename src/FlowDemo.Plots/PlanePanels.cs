using System.Collections.Immutable;
using FlowDemo.Targets;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>Square pictures of the plane side by side, all of the same part of it, with one heading above and one legend below.</summary>
internal sealed class PlanePanels
{
    private const int Columns = 3;
    private const double HeadingHeight = 56;
    private const double LegendHeight = 64;
    private const double AxisRoom = 62;
    private const int DensityCells = 80;

    // Contours of the density at these parts of its largest value.
    private static readonly ImmutableArray<double> Levels = [0.02, 0.1, 0.5];

    private readonly List<PlotModel> panels = [];
    private readonly string heading;
    private readonly Target target;
    private readonly double centerX;
    private readonly double centerY;
    private readonly double reach;
    private readonly double[,] density;
    private readonly double[] xs;
    private readonly double[] ys;

    /// <summary>Chooses the part of the plane that is shown.</summary>
    /// <param name="heading">What all panels show.</param>
    /// <param name="target">The distribution whose contours lie beneath.</param>
    /// <param name="content">Points that should be in sight.</param>
    public PlanePanels(string heading, Target target, params ReadOnlySpan<SampleBatch> content)
    {
        (this.heading, this.target) = (heading, target);
        (double lowX, double highX) = Range(content, 0);
        (double lowY, double highY) = Range(content, 1);
        (centerX, centerY) = ((lowX + highX) / 2, (lowY + highY) / 2);
        reach = 0.55 * Math.Max(highX - lowX, highY - lowY);
        xs = [.. Enumerable.Range(0, DensityCells + 1).Select(i => centerX - reach + (2 * reach * i / DensityCells))];
        ys = [.. Enumerable.Range(0, DensityCells + 1).Select(i => centerY - reach + (2 * reach * i / DensityCells))];
        MixtureDensity log = new(target.Mixture);
        density = new double[xs.Length, ys.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            for (int j = 0; j < ys.Length; j++)
            {
                density[i, j] = Math.Exp(log.LogDensity(xs[i], ys[j]));
            }
        }
    }

    /// <summary>Adds a panel with the contours of the target.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="series">What lies over the contours, the lowest first.</param>
    public void Add(string title, params ReadOnlySpan<Series> series)
    {
        PlotModel panel = PlotSheet.Panel(title);
        panel.TitleFontWeight = FontWeights.Normal;
        panel.TitlePadding = 2;
        panel.Padding = new OxyThickness(4);
        panel.PlotMargins = new OxyThickness(AxisRoom, double.NaN, 8, AxisRoom - 6);
        panel.Axes.Add(PlaneAxis(AxisPosition.Bottom, Title(target.Units.X), centerX));
        panel.Axes.Add(PlaneAxis(AxisPosition.Left, Title(target.Units.Y), centerY));
        double most = density.Cast<double>().Max();
        panel.Series.Add(new ContourSeries
        {
            ColumnCoordinates = xs,
            RowCoordinates = ys,
            Data = density,
            ContourLevels = [.. Levels.Select(l => l * most)],
            Color = OxyColor.FromRgb(0x9A, 0x9A, 0x9A),
            StrokeThickness = 1,
            LineStyle = LineStyle.Solid,
            TextColor = OxyColors.Undefined,
            LabelBackground = OxyColors.Undefined,
            FontSize = 0,
        });
        foreach (Series layer in series)
        {
            panel.Series.Add(layer);
        }

        panels.Add(panel);
    }

    /// <summary>Writes the sheet.</summary>
    /// <param name="legend">Series that stand for what the panels show, with titles.</param>
    /// <param name="output">Where to.</param>
    public void Write(IEnumerable<Series> legend, TextWriter output)
    {
        double width = PlotSheet.Width / Columns;
        double height = width + 12;
        int rows = (panels.Count + Columns - 1) / Columns;
        List<(PlotModel, OxyRect)> sheet = [(Strip(heading, []), new OxyRect(0, 0, PlotSheet.Width, HeadingHeight))];
        sheet.AddRange(
            panels.Select((p, i) => (p, new OxyRect(i % Columns * width, HeadingHeight + (i / Columns * height), width, height))));
        double bottom = HeadingHeight + (rows * height);
        sheet.Add((Strip(null, legend), new OxyRect(0, bottom, PlotSheet.Width, LegendHeight)));
        output.Write(CompactSvg.Of(PlotSheet.Draw(sheet, bottom + LegendHeight)));
    }

    private static PlotModel Strip(string? title, IEnumerable<Series> legend)
    {
        PlotModel strip = PlotSheet.Panel(title);
        strip.PlotAreaBorderColor = OxyColors.Transparent;
        strip.Padding = new OxyThickness(0, title is null ? 0 : 12, 0, 0);
        strip.PlotMargins = new OxyThickness(0);
        strip.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, IsAxisVisible = false });
        strip.Axes.Add(new LinearAxis { Position = AxisPosition.Left, IsAxisVisible = false });
        foreach (Series series in legend)
        {
            strip.Series.Add(series);
        }

        Legend key = PlotSheet.LegendBeside();
        key.LegendPlacement = LegendPlacement.Inside;
        key.LegendPosition = LegendPosition.TopCenter;
        key.LegendOrientation = LegendOrientation.Horizontal;
        key.LegendSymbolLength = 24;
        strip.Legends.Add(key);
        return strip;
    }

    private static (double Low, double High) Range(ReadOnlySpan<SampleBatch> content, int coordinate)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (SampleBatch batch in content)
        {
            foreach (double value in batch.Coordinate(coordinate))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        return (low, high);
    }

    private string Title(Column column) => $"{Printable.Of(column.Name)} [{target.Units.Name}]";

    private LinearAxis PlaneAxis(AxisPosition position, string title, double center)
    {
        LinearAxis axis = PlotSheet.Styled(
            new LinearAxis { Position = position, Title = title, Minimum = center - reach, Maximum = center + reach, MinorTickSize = 0 });
        axis.MajorGridlineStyle = LineStyle.None;
        axis.AxisTitleDistance = 5;
        return axis;
    }
}
