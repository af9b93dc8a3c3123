using System.Collections.Immutable;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>Tells the lines of a panel apart: a key, or the name of each line behind its end.</summary>
/// <param name="sheet">Where they are drawn.</param>
internal sealed class LineKey(PlotSheet sheet)
{
    /// <summary>Height of a row of names, in letters.</summary>
    private const double RowHeight = 1.12;

    /// <summary>What stands above and below the lines, in letters: title, axis and its title.</summary>
    private const double Surroundings = 6;

    private const double LeastHeight = 640;

    /// <summary>The height of a sheet with so many lines.</summary>
    /// <param name="lines">How many lines there are.</param>
    public double HeightFor(int lines) => sheet.Paper.Height ?? Math.Max(
        LeastHeight,
        sheet.PlaceOf(lines) is LegendPlace.Labels
            ? ((lines * RowHeight) + Surroundings + 2) * sheet.Paper.FontSize
            : sheet.Of(120 + (24 * lines)));

    /// <summary>Adds the key to a panel with its series.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="ends">The name of each line, its colour, and its last point.</param>
    /// <param name="edge">Where the horizontal axis ends.</param>
    /// <param name="low">Where the vertical axis begins.</param>
    /// <param name="high">Where it ends.</param>
    /// <param name="isLogarithmic">Whether it is logarithmic.</param>
    public void AddTo(
        PlotModel panel,
        ImmutableArray<(string Name, OxyColor Color, DataPoint Last)> ends,
        double edge,
        double low,
        double high,
        bool isLogarithmic)
    {
        LegendPlace place = sheet.PlaceOf(ends.Length);
        if (place != LegendPlace.Labels)
        {
            panel.Legends.Add(sheet.LegendAt(place, [.. ends.Select(static e => e.Name)]));
            return;
        }

        double room = HeightFor(ends.Length) - (Surroundings * sheet.Paper.FontSize);
        double font = Math.Min(sheet.Paper.FontSize, room / Math.Max(1, ends.Length) / RowHeight);
        double[] wanted = [.. ends.Select(e => Share(e.Last.Y, low, high, isLogarithmic))];
        double[] places = Apart(wanted, font * RowHeight / room);
        double longest = ends.Max(static e => e.Name.Length) * SheetText.LetterWidth * font;
        panel.PlotMargins = new OxyThickness(double.NaN, double.NaN, longest + sheet.Of(12), double.NaN);
        foreach (((string name, OxyColor color, DataPoint last), double share) in ends.Zip(places))
        {
            double y = isLogarithmic ? low * Math.Pow(high / low, share) : low + (share * (high - low));
            LineSeries leader = new() { Color = OxyColor.FromAColor(0xA0, color), StrokeThickness = sheet.Of(0.9) };
            leader.Points.AddRange([last, new DataPoint(edge, y)]);
            panel.Series.Add(leader);
            panel.Annotations.Add(new TextAnnotation
            {
                TextPosition = new DataPoint(edge, y),
                Text = Printable.Of(name),
                FontSize = font,
                Offset = new ScreenVector(sheet.Of(6), 0),
                TextHorizontalAlignment = HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Middle,
                Stroke = OxyColors.Transparent,
                TextColor = PlotSheet.Ink,
                ClipByXAxis = false,
                ClipByYAxis = false,
                Layer = AnnotationLayer.AboveSeries,
            });
        }
    }

    /// <summary>Places near those that are wanted, in their order, none nearer to another than a gap.</summary>
    /// <param name="wanted">From 0 to 1.</param>
    /// <param name="gap">The least distance; all of them have room.</param>
    internal static double[] Apart(double[] wanted, double gap)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Length).OrderBy(i => wanted[i])];
        double[] places = [.. wanted];
        double floor = gap / 2;
        foreach (int i in order)
        {
            places[i] = Math.Max(places[i], floor);
            floor = places[i] + gap;
        }

        double ceiling = 1 - (gap / 2);
        foreach (int i in order.Reverse())
        {
            places[i] = Math.Min(places[i], ceiling);
            ceiling = places[i] - gap;
        }

        return places;
    }

    private static double Share(double y, double low, double high, bool isLogarithmic) => Math.Clamp(
        isLogarithmic ? Math.Log(y / low) / Math.Log(high / low) : (y - low) / (high - low), 0, 1);
}
