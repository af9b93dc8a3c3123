using System.Collections.Immutable;
using OxyPlot;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>
/// How one method is drawn, the same in every picture: the marker and its colour name the solver, the dashes the schedule, so that
/// nothing is lost without colour.
/// </summary>
/// <param name="Color">Line colour.</param>
/// <param name="Marker">Shape at each point.</param>
/// <param name="IsHollow">Whether the shape is an outline.</param>
/// <param name="Line">Dashes of the line.</param>
/// <remarks>
/// The colours are those of M. Okabe and K. Ito, Color Universal Design, 2008, without yellow, which is too light for a line on white.
/// </remarks>
internal readonly record struct SeriesStyle(OxyColor Color, MarkerType Marker, bool IsHollow, LineStyle Line)
{
    private static readonly ImmutableArray<OxyColor> Colors =
    [
        OxyColor.FromRgb(0x00, 0x72, 0xB2),
        OxyColor.FromRgb(0xD5, 0x5E, 0x00),
        OxyColor.FromRgb(0x00, 0x9E, 0x73),
        OxyColor.FromRgb(0xCC, 0x79, 0xA7),
        OxyColor.FromRgb(0xE6, 0x9F, 0x00),
        OxyColor.FromRgb(0x56, 0xB4, 0xE9),
        OxyColor.FromRgb(0x00, 0x00, 0x00),
    ];

    // Eleven shapes and seven colours meet again after 77 solvers.
    private static readonly ImmutableArray<(MarkerType Shape, bool IsHollow)> Markers =
    [
        (MarkerType.Circle, false),
        (MarkerType.Square, true),
        (MarkerType.Triangle, false),
        (MarkerType.Diamond, true),
        (MarkerType.Plus, false),
        (MarkerType.Square, false),
        (MarkerType.Circle, true),
        (MarkerType.Diamond, false),
        (MarkerType.Triangle, true),
        (MarkerType.Cross, false),
        (MarkerType.Star, false),
    ];

    private static readonly ImmutableArray<LineStyle> Lines =
    [
        LineStyle.Solid, LineStyle.Dash, LineStyle.Dot, LineStyle.DashDot, LineStyle.LongDash, LineStyle.DashDashDot, LineStyle.LongDashDot,
        LineStyle.DashDotDot,
    ];

    /// <summary>A style for each method.</summary>
    /// <param name="methods">Solver, and the rest of the method's name; in the order of the legend.</param>
    public static ImmutableArray<SeriesStyle> For(IReadOnlyList<(string Solver, string Schedule)> methods)
    {
        string[] solvers = [.. methods.Select(static m => m.Solver).Distinct()];
        string[] schedules = [.. methods.Select(static m => m.Schedule).Distinct()];
        return [.. methods.Select(m =>
        {
            (int solver, int schedule) = (Array.IndexOf(solvers, m.Solver), Array.IndexOf(schedules, m.Schedule));
            (MarkerType shape, bool isHollow) = Markers[solver % Markers.Length];

            // Of a single solver the colour is free to tell the schedules apart as well; dashes that are there again have another one.
            int color = solvers.Length == 1 ? schedule : solver + (schedule / Lines.Length);
            return new SeriesStyle(Colors[color % Colors.Length], shape, isHollow, Lines[schedule % Lines.Length]);
        })];
    }

    /// <summary>A line in this style.</summary>
    /// <param name="title">What the key calls it; null for none.</param>
    /// <param name="sheet">Where it is drawn.</param>
    public LineSeries Series(string? title, PlotSheet sheet)
    {
        bool isStroke = Marker is MarkerType.Plus or MarkerType.Cross or MarkerType.Star;
        return new LineSeries
        {
            Title = title is null ? null : Printable.Of(title),
            Color = Color,
            StrokeThickness = sheet.Of(2.2),
            LineStyle = Line,
            MarkerType = Marker,
            MarkerSize = sheet.Of(isStroke ? 6.5 : 5.5),
            MarkerFill = IsHollow ? OxyColors.White : Color,
            MarkerStroke = IsHollow || isStroke ? Color : OxyColors.White,
            MarkerStrokeThickness = sheet.Of(IsHollow || isStroke ? 2 : 0.8),
        };
    }
}
