using System.Globalization;
using System.Text;

namespace FlowDemo.Plots;

/// <summary>The outline of an SVG path in as few letters as tenths of a pixel take.</summary>
internal sealed class PathData
{
    private readonly StringBuilder text = new();

    /// <summary>Adds a line through points, each written as the way from the one before it.</summary>
    /// <param name="points">The points, in pixels; not empty.</param>
    public void AddLine(IEnumerable<(double X, double Y)> points)
    {
        (long X, long Y)? last = null;
        foreach ((long X, long Y) point in points.Select(static p => (Tenths(p.X), Tenths(p.Y))))
        {
            text.Append(last is null ? 'M' : 'l');
            Append(point.X - (last?.X ?? 0));
            text.Append(',');
            Append(point.Y - (last?.Y ?? 0));
            last = point;
        }
    }

    /// <summary>Adds a dot: a line without length, which a round pen makes one of its own width.</summary>
    /// <param name="x">From the left, in pixels.</param>
    /// <param name="y">From the top, in pixels.</param>
    public void AddDot(double x, double y)
    {
        AddLine([(x, y)]);
        text.Append("h0");
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static long Tenths(double pixels) => (long)Math.Round(pixels * 10);

    private void Append(long tenths) => text.Append((tenths / 10m).ToString("0.#", CultureInfo.InvariantCulture));
}
