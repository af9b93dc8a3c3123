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
/// Error against counted evaluations, both logarithmic, one line per method with its 95 % intervals. Grey guides fall with order
/// 1, 2 and 4; a line marks the reference's own error, below which nothing can be told, where it is near the data.
/// </summary>
internal sealed class WorkPrecisionPlot : IPlot
{
    private const string MainMetric = "rmse";
    private const double LegendRow = 24;
    private const double LeastHeight = 640;

    // The plot area goes on to the right of the data by this factor, for the labels of the guides.
    private const double LabelRoom = 1.55;

    // How many powers of ten below the least error the reference's own may lie and still be drawn.
    private const double Reach = 1e-2;

    private static readonly ImmutableArray<int> GuideOrders = [1, 2, 4];

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPlot> Entry { get; } = new(
        "work-precision", "Error against velocity evaluations, one line per method, with intervals and slopes of order 1, 2 and 4.",
        static _ => new WorkPrecisionPlot());

    /// <inheritdoc/>
    public void Write(PlotScene scene, TextWriter output)
    {
        ComparisonReport report = scene.Report;
        (string Id, string Unit) first = report.MetricUnits.FirstOrDefault((MainMetric, report.Units.Name));
        (string metric, string unit) = report.MetricUnits.FirstOrDefault(static m => m.Id == MainMetric, first);
        ImmutableArray<MethodCurve> curves = MethodCurve.AllOf(report, metric);
        int left = report.Rows.Count(r => r.Figure(metric) is not null) - curves.Sum(static c => c.Points.Length);
        string remark = left > 0
            ? string.Create(CultureInfo.InvariantCulture, $"\n{left} figures that are 0 or infinite have no place on these axes")
            : string.Empty;
        PlotModel panel = PlotSheet.Panel(string.Create(
            CultureInfo.InvariantCulture,
            $"Error for the work spent: {report.TargetLabel}, {report.Plan.Path} path, {report.Samples} samples{remark}"));
        AddAxes(panel, curves, report, metric, unit);
        AddGuides(panel, curves);
        ImmutableArray<SeriesStyle> styles = SeriesStyle.For([.. curves.Select(static c => (c.Solver, c.Schedule))]);
        foreach ((MethodCurve curve, SeriesStyle style) in curves.Zip(styles))
        {
            panel.Series.Add(Intervals(curve, style));
            panel.Series.Add(Line(curve, style));
        }

        panel.Legends.Add(PlotSheet.LegendBeside());
        PlotSheet.Write(panel, Math.Max(LeastHeight, 120 + (LegendRow * curves.Length)), output);
    }

    private static void AddAxes(PlotModel panel, ImmutableArray<MethodCurve> curves, ComparisonReport report, string metric, string unit)
    {
        (double Work, Estimate Figure)[] points = [.. curves.SelectMany(static c => c.Points)];
        double leastWork = points.Length > 0 ? points.Min(static p => p.Work) : 1;
        double mostWork = points.Length > 0 ? points.Max(static p => p.Work) : 10;
        double least = points.Length > 0 ? points.Min(static p => p.Figure.Value) : 0.1;
        double most = points.Length > 0 ? points.Max(static p => p.Figure.Value) : 1;
        if (metric == MainMetric && report.ReferenceError > 0)
        {
            bool isNear = report.ReferenceError > least * Reach;
            string text = $"the reference's own error: {FigureText.Number(report.ReferenceError)}";
            least = isNear ? Math.Min(least, report.ReferenceError) : least;
            panel.Annotations.Add(isNear
                ? new LineAnnotation
                {
                    Type = LineAnnotationType.Horizontal,
                    Y = report.ReferenceError,
                    Color = PlotSheet.Ink,
                    LineStyle = LineStyle.Dash,
                    StrokeThickness = 1.5,
                    Text = text,
                    TextHorizontalAlignment = HorizontalAlignment.Right
                }
                : new TextAnnotation
                {
                    TextPosition = new DataPoint(leastWork, least / 1.9),
                    Text = $"{text}, far below",
                    TextHorizontalAlignment = HorizontalAlignment.Left,
                    Stroke = OxyColors.Transparent,
                    TextColor = PlotSheet.Muted
                });
        }

        int[] budgets = [.. report.Rows.Select(static r => r.Budget).Distinct().Order()];
        panel.Axes.Add(PlotSheet.Styled(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = "velocity evaluations per sample (NFE)",
            Base = 2,
            Minimum = leastWork / 1.15,
            Maximum = mostWork * LabelRoom,
            MinorTickSize = 0,
            LabelFormatter = static x => x.ToString("0.##", CultureInfo.InvariantCulture),
        }));
        panel.Axes.Add(PlotSheet.Styled(new LogarithmicAxis
        {
            Position = AxisPosition.Left,
            Title = $"{metric} [{unit}], lower is better",
            Minimum = least / 2.2,
            Maximum = most * 1.8,
            LabelFormatter = static y => y is >= 0.01 and <= 1000
                ? y.ToString("0.##", CultureInfo.InvariantCulture)
                : y.ToString("0e-0", CultureInfo.InvariantCulture),
        }));
    }

    /// <summary>Lines that fall with a known order from the worst point of the least work.</summary>
    private static void AddGuides(PlotModel panel, ImmutableArray<MethodCurve> curves)
    {
        (double Work, Estimate Figure)[] points = [.. curves.SelectMany(static c => c.Points)];
        if (points.Length == 0 || points.Max(static p => p.Work) <= points.Min(static p => p.Work))
        {
            return;
        }

        (double start, double end) = (points.Min(static p => p.Work), points.Max(static p => p.Work));
        (double top, double bottom) = (points.Max(static p => p.Figure.Value), points.Min(static p => p.Figure.Value));
        foreach (int order in GuideOrders)
        {
            double last = Math.Min(end * 1.05, start * Math.Pow(top / bottom, 1.0 / order));
            double error = top * Math.Pow(start / last, order);
            LineSeries guide = new() { Color = PlotSheet.Muted, StrokeThickness = 1, LineStyle = LineStyle.LongDash };
            guide.Points.Add(new DataPoint(start, top));
            guide.Points.Add(new DataPoint(last, error));
            panel.Series.Add(guide);
            panel.Annotations.Add(new TextAnnotation
            {
                TextPosition = new DataPoint(last, error),
                Text = string.Create(CultureInfo.InvariantCulture, $"order {order}"),
                Offset = new ScreenVector(5, 0),
                TextHorizontalAlignment = HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Middle,
                Stroke = OxyColors.Transparent,
                TextColor = PlotSheet.Muted,
            });
        }
    }

    private static LineSeries Line(MethodCurve curve, SeriesStyle style)
    {
        LineSeries line = new()
        {
            Title = Printable.Of(curve.Name),
            Color = style.Color,
            StrokeThickness = 2.2,
            LineStyle = style.Line,
            MarkerType = style.Marker,
            MarkerSize = 5.5,
            MarkerFill = style.Color,
            MarkerStroke = style.Marker == MarkerType.Plus ? style.Color : OxyColors.White,
            MarkerStrokeThickness = style.Marker == MarkerType.Plus ? 2.2 : 0.8,
        };
        line.Points.AddRange(curve.Points.Select(static p => new DataPoint(p.Work, p.Figure.Value)));
        return line;
    }

    private static LineSeries Intervals(MethodCurve curve, SeriesStyle style)
    {
        LineSeries bars = new() { Color = style.Color, StrokeThickness = 4 };
        foreach ((double x, Estimate y) in curve.Points.Where(static p => p.Figure.Low > 0 && double.IsFinite(p.Figure.High)))
        {
            bars.Points.Add(new DataPoint(x, y.Low));
            bars.Points.Add(new DataPoint(x, y.High));
            bars.Points.Add(DataPoint.Undefined);
        }

        return bars;
    }
}
