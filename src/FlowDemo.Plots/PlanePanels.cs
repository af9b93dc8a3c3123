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
    private readonly PlotSheet sheet;
    private readonly string heading;
    private readonly Target target;
    private readonly double centerX;
    private readonly double centerY;
    private readonly double reach;
    private readonly double[,] density;
    private readonly double[] xs;
    private readonly double[] ys;

    /// <summary>Chooses the part of the plane that is shown.</summary>
    /// <param name="sheet">Where they are drawn.</param>
    /// <param name="heading">What all panels show.</param>
    /// <param name="target">The distribution whose contours lie beneath.</param>
    /// <param name="content">Points that should be in sight.</param>
    public PlanePanels(PlotSheet sheet, string heading, Target target, params ReadOnlySpan<SampleBatch> content)
    {
        (this.sheet, this.heading, this.target) = (sheet, heading, target);
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
        PlotModel panel = sheet.Panel(title);
        panel.TitleFontWeight = FontWeights.Normal;
        panel.TitlePadding = sheet.Of(2);
        panel.Padding = new OxyThickness(sheet.Of(4));
        panel.PlotMargins = new OxyThickness(sheet.Of(AxisRoom), double.NaN, sheet.Of(8), sheet.Of(AxisRoom - 6));
        panel.Axes.Add(PlaneAxis(AxisPosition.Bottom, target.Units.X, centerX));
        panel.Axes.Add(PlaneAxis(AxisPosition.Left, target.Units.Y, centerY));
        double most = density.Cast<double>().Max();
        panel.Series.Add(new ContourSeries
        {
            ColumnCoordinates = xs,
            RowCoordinates = ys,
            Data = density,
            ContourLevels = [.. Levels.Select(l => l * most)],
            Color = OxyColor.FromRgb(0x9A, 0x9A, 0x9A),
            StrokeThickness = sheet.Of(1),
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

    /// <summary>Puts the panels on the sheet, as large as it leaves room for.</summary>
    /// <param name="legend">Series that stand for what the panels show, with titles.</param>
    public PlotDrawing Draw(IEnumerable<Series> legend)
    {
        PlotPaper paper = sheet.Paper;
        (double top, double below) = (paper.IsPrint ? 0 : sheet.Of(HeadingHeight), sheet.Of(LegendHeight));
        double surplus = sheet.Of(12);
        int RowsOf(int columns) => (panels.Count + columns - 1) / columns;
        double WidthAt(int columns) => Math.Min(
            paper.Width / columns, (((paper.Height ?? double.PositiveInfinity) - top - below) / RowsOf(columns)) - surplus);
        int columns = paper.IsPrint ? Enumerable.Range(1, Math.Max(1, panels.Count)).MaxBy(WidthAt) : Columns;
        double width = Math.Max(1, WidthAt(columns));
        double left = paper.IsPrint ? (paper.Width - (width * Math.Min(columns, panels.Count))) / 2 : 0;
        double height = width + surplus;
        if (paper.IsPrint)
        {
            FitInto(width);
        }

        double bottom = top + (RowsOf(columns) * height);
        List<(PlotModel, OxyRect)> placed = paper.IsPrint ? [] : [(Strip(heading, []), new OxyRect(0, 0, paper.Width, top))];
        placed.AddRange(panels.Select((p, i) => (
            p, new OxyRect(left + (i % columns * width), top + (i / columns * height), width, height))));
        placed.Add((Strip(null, legend), new OxyRect(0, bottom, paper.Width, below)));
        return new PlotDrawing([.. placed], paper.Width, paper.Height ?? (bottom + below)) { IsDense = true };
    }

    /// <summary>On small panels dots and lines are smaller, and titles as small as the longest of them must be.</summary>
    private void FitInto(double width)
    {
        double inner = width - sheet.Of(AxisRoom + 16);
        double Font(IEnumerable<string> texts) =>
            Math.Min(sheet.Paper.FontSize, Math.Max(1, inner / (SheetText.LetterWidth * texts.Max(static t => t.Length))));
        double title = Font(panels.Select(static p => p.Title));
        double axisTitle = Font(panels.SelectMany(static p => p.Axes).Select(static a => a.Title));
        double share = Math.Sqrt(Math.Min(1, width * Columns / (PlotPaper.Screen.Width * sheet.Paper.Scale)));
        foreach (PlotModel panel in panels)
        {
            panel.TitleFontSize = title;
            foreach (Axis axis in panel.Axes)
            {
                axis.TitleFontSize = axisTitle;
            }

            foreach (ScatterSeries dots in panel.Series.OfType<ScatterSeries>())
            {
                dots.MarkerSize *= share;
            }

            foreach (LineSeries lines in panel.Series.OfType<LineSeries>())
            {
                lines.StrokeThickness *= share;
            }
        }
    }

    private PlotModel Strip(string? title, IEnumerable<Series> legend)
    {
        PlotModel strip = sheet.Panel(title);
        strip.PlotAreaBorderColor = OxyColors.Transparent;
        strip.Padding = new OxyThickness(0, title is null ? 0 : sheet.Of(12), 0, 0);
        strip.PlotMargins = new OxyThickness(0);
        strip.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, IsAxisVisible = false });
        strip.Axes.Add(new LinearAxis { Position = AxisPosition.Left, IsAxisVisible = false });
        foreach (Series series in legend)
        {
            strip.Series.Add(series);
        }

        Legend key = sheet.LegendAt(LegendPlace.Below);
        key.LegendPlacement = LegendPlacement.Inside;
        key.LegendPosition = LegendPosition.TopCenter;
        key.LegendSymbolLength = sheet.Of(24);
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

    private ColumnAxis PlaneAxis(AxisPosition position, Column column, double center)
    {
        ColumnAxis axis = sheet.Styled(
            new ColumnAxis(column, target.Units) { Position = position, Minimum = center - reach, Maximum = center + reach });
        axis.MinorTickSize = 0;
        axis.MajorGridlineStyle = LineStyle.None;
        axis.AxisTitleDistance = sheet.Of(5);
        return axis;
    }
}
