using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Reporting;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>
/// Error against counted evaluations, both logarithmic, one line per method with its 95 % intervals. Short guides in the corner fall
/// with order 1, 2 and 4; a line marks the reference's own error, below which nothing can be told, where it is near the data.
/// </summary>
internal sealed class WorkPrecisionPlot : IPlot
{
    private const string MainMetric = "rmse";

    // The axes go on beyond the data by these factors; where each line has its name at its end, lines lead to the names.
    private const double RoomBeside = 1.15;
    private const double RoomForNames = 1.5;
    private const double RoomAbove = 1.8;
    private const double RoomBelow = 2.2;

    // How many powers of ten below the least error the reference's own may lie and still be drawn.
    private const double Reach = 1e-2;

    // Guides end with the data, are as wide as this part of the panel, and fall by no more than this part of its height.
    private const double GuideWidth = 0.16;
    private const double GuideFall = 0.25;

    private static readonly ImmutableArray<int> GuideOrders = [1, 2, 4];

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPlot> Entry { get; } = new(
        "work-precision", "Error against velocity evaluations, one line per method, with intervals and slopes of order 1, 2 and 4.",
        static _ => new WorkPrecisionPlot());

    /// <inheritdoc/>
    PlotDrawing IPlot.Draw(PlotScene scene, PlotPaper paper)
    {
        PlotSheet sheet = new(paper);
        ComparisonReport report = scene.Report;
        (string Id, string Unit) first = report.MetricUnits.FirstOrDefault((MainMetric, report.Units.Name));
        (string metric, string unit) = report.MetricUnits.FirstOrDefault(static m => m.Id == MainMetric, first);
        ImmutableArray<MethodCurve> curves = MethodCurve.AllOf(report, metric);
        PlotModel panel = sheet.Panel(Title(report, curves, metric, paper.IsPrint));
        (double Work, Estimate Figure)[] points = [.. curves.SelectMany(static c => c.Points)];
        bool hasNames = sheet.PlaceOf(curves.Length) == LegendPlace.Labels;
        Window window = Window.Of(points, metric == MainMetric ? report.ReferenceError : 0, hasNames ? RoomForNames : RoomBeside);
        AddAxes(panel, sheet, window, paper.IsPrint ? $"{metric} [{unit}]" : $"{metric} [{unit}], lower is better");
        if (metric == MainMetric && report.ReferenceError > 0)
        {
            AddReference(panel, sheet, window, report.ReferenceError);
        }

        AddGuides(panel, sheet, window);
        ImmutableArray<SeriesStyle> styles = SeriesStyle.For([.. curves.Select(static c => (c.Solver, c.Schedule))]);
        foreach ((MethodCurve curve, SeriesStyle style) in curves.Zip(styles))
        {
            LineSeries line = style.Series(curve.Name, sheet);
            line.Points.AddRange(curve.Points.Select(static p => new DataPoint(p.Work, p.Figure.Value)));
            panel.Series.Add(Intervals(curve, style, sheet));
            panel.Series.Add(line);
        }

        LineKey key = new(sheet);
        key.AddTo(
            panel,
            [.. curves.Zip(styles, static (c, s) => (c.Name, s.Color, new DataPoint(c.Points[^1].Work, c.Points[^1].Figure.Value)))],
            window.Right,
            window.Low,
            window.High,
            isLogarithmic: true);
        return PlotDrawing.Of(panel, paper.Width, key.HeightFor(curves.Length));
    }

    /// <summary>What the picture shows, which a caption says in print, and what it cannot show.</summary>
    private static string? Title(ComparisonReport report, ImmutableArray<MethodCurve> curves, string metric, bool isPrint)
    {
        string title = string.Create(
            CultureInfo.InvariantCulture,
            $"Error for the work spent: {report.TargetLabel}, {report.Plan.Path} path, {report.Samples} samples");
        int left = report.Rows.Count(r => r.Figure(metric) is not null) - curves.Sum(static c => c.Points.Length);
        string? remark = left > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{left} figures that are 0 or infinite have no place on these axes")
            : null;
        return isPrint ? remark : remark is null ? title : $"{title}\n{remark}";
    }

    private static void AddAxes(PlotModel panel, PlotSheet sheet, Window window, string title)
    {
        panel.Axes.Add(sheet.Styled(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = "velocity evaluations per sample (NFE)",
            Base = 2,
            Minimum = window.Left,
            Maximum = window.Right,
            MinorTickSize = 0,
            LabelFormatter = static x => x.ToString("0.##", CultureInfo.InvariantCulture),
        }));
        panel.Axes.Add(sheet.Styled(new LogarithmicAxis
        {
            Position = AxisPosition.Left,
            Title = title,
            Minimum = window.Low,
            Maximum = window.High,
            LabelFormatter = static y => y is >= 0.01 and <= 1000
                ? y.ToString("0.##", CultureInfo.InvariantCulture)
                : y.ToString("0e-0", CultureInfo.InvariantCulture),
        }));
    }

    /// <summary>The error below which nothing can be told: a line, or where it is far below a remark, except in print.</summary>
    private static void AddReference(PlotModel panel, PlotSheet sheet, Window window, double error)
    {
        string text = $"the reference's own error: {FigureText.Number(error)}";
        if (window.HasReference)
        {
            panel.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Horizontal,
                Y = error,
                Color = PlotSheet.Ink,
                LineStyle = LineStyle.Dash,
                StrokeThickness = sheet.Of(1.5),
                Text = text,
                TextHorizontalAlignment = HorizontalAlignment.Right,
            });
        }
        else if (!sheet.Paper.IsPrint)
        {
            panel.Annotations.Add(new TextAnnotation
            {
                TextPosition = new DataPoint(window.Left, window.Low),
                Text = $"{text}, far below",
                Offset = new ScreenVector(sheet.Of(6), -sheet.Of(4)),
                TextHorizontalAlignment = HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Bottom,
                Stroke = OxyColors.Transparent,
                TextColor = PlotSheet.Muted,
            });
        }
    }

    /// <summary>
    /// Lines that fall with a known order, in the corner at the upper right, where errors of methods that converge are not.
    /// </summary>
    private static void AddGuides(PlotModel panel, PlotSheet sheet, Window window)
    {
        double end = window.Last * 1.05;
        double start = end / Math.Pow(window.Right / window.Left, GuideWidth);
        if (end <= start)
        {
            return;
        }

        double top = window.High / Math.Pow(window.High / window.Low, 0.04);
        panel.Annotations.Add(new TextAnnotation
        {
            TextPosition = new DataPoint(start, top),
            Text = "order",
            FontSize = 0.8 * sheet.Paper.FontSize,
            Offset = new ScreenVector(-sheet.Of(4), 0),
            TextHorizontalAlignment = HorizontalAlignment.Right,
            TextVerticalAlignment = VerticalAlignment.Middle,
            Stroke = OxyColors.Transparent,
            TextColor = PlotSheet.Muted,
        });
        foreach (int order in GuideOrders)
        {
            double last = Math.Min(end, start * Math.Pow(window.High / window.Low, GuideFall / order));
            double error = top * Math.Pow(start / last, order);
            LineSeries guide = new() { Color = PlotSheet.Muted, StrokeThickness = sheet.Of(0.8) };
            guide.Points.AddRange([new DataPoint(start, top), new DataPoint(last, error)]);
            panel.Series.Add(guide);
            panel.Annotations.Add(new TextAnnotation
            {
                TextPosition = new DataPoint(last, error),
                Text = order.ToString(CultureInfo.InvariantCulture),
                FontSize = 0.8 * sheet.Paper.FontSize,
                Offset = new ScreenVector(sheet.Of(3), 0),
                TextHorizontalAlignment = HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Middle,
                Stroke = OxyColors.Transparent,
                TextColor = PlotSheet.Muted,
            });
        }
    }

    private static LineSeries Intervals(MethodCurve curve, SeriesStyle style, PlotSheet sheet)
    {
        LineSeries bars = new() { Color = style.Color, StrokeThickness = sheet.Of(4) };
        foreach ((double x, Estimate y) in curve.Points.Where(static p => p.Figure.Low > 0 && double.IsFinite(p.Figure.High)))
        {
            bars.Points.Add(new DataPoint(x, y.Low));
            bars.Points.Add(new DataPoint(x, y.High));
            bars.Points.Add(DataPoint.Undefined);
        }

        return bars;
    }

    /// <summary>What the axes show.</summary>
    private readonly record struct Window(double Left, double Right, double Last, double Low, double High, bool HasReference)
    {
        public static Window Of((double Work, Estimate Figure)[] points, double referenceError, double roomBeside)
        {
            double leastWork = points.Length > 0 ? points.Min(static p => p.Work) : 1;
            double mostWork = points.Length > 0 ? points.Max(static p => p.Work) : 10;
            double least = points.Length > 0 ? points.Min(static p => p.Figure.Value) : 0.1;
            double most = points.Length > 0 ? points.Max(static p => p.Figure.Value) : 1;
            bool hasReference = referenceError > least * Reach;
            least = hasReference ? Math.Min(least, referenceError) : least;
            return new Window(
                leastWork / RoomBeside, mostWork * roomBeside, mostWork, least / RoomBelow, most * RoomAbove, hasReference);
        }
    }
}
