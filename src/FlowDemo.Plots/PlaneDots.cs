using OxyPlot;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>Points of the plane as dots.</summary>
internal static class PlaneDots
{
    /// <summary>Dots of one colour.</summary>
    /// <param name="points">The points.</param>
    /// <param name="color">Their colour.</param>
    /// <param name="size">Their radius, in pixels.</param>
    public static ScatterSeries Of(SampleBatch points, OxyColor color, double size) =>
        Of(points, Enumerable.Range(0, points.Count), color, size);

    /// <summary>Dots of one colour for some of the points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="chosen">Indices of those to show.</param>
    /// <param name="color">Their colour.</param>
    /// <param name="size">Their radius, in pixels.</param>
    public static ScatterSeries Of(SampleBatch points, IEnumerable<int> chosen, OxyColor color, double size)
    {
        ScatterSeries dots = new() { MarkerType = MarkerType.Circle, MarkerSize = size, MarkerFill = color };
        dots.Points.AddRange(chosen.Where(i => double.IsFinite(points[i, 0]) && double.IsFinite(points[i, 1])).Select(
            i => new ScatterPoint(points[i, 0], points[i, 1])));
        return dots;
    }

    /// <summary>What stands for such dots in a legend.</summary>
    /// <param name="title">What they are.</param>
    /// <param name="color">Their colour.</param>
    /// <param name="sheet">Where it is drawn.</param>
    public static ScatterSeries Key(string title, OxyColor color, PlotSheet sheet) =>
        new() { Title = title, MarkerType = MarkerType.Circle, MarkerSize = sheet.Of(6), MarkerFill = color };
}
