namespace FlowDemo.Cli.Rendering;

/// <summary>A part of the plane cut into character cells, each of 2 x 4 dots; a dot is a square of the plane on usual terminals.</summary>
/// <param name="Left">x of the left edge, data units.</param>
/// <param name="Top">y of the upper edge, data units.</param>
/// <param name="Dot">Side of a dot, data units, positive.</param>
/// <param name="Columns">Cells in a line.</param>
/// <param name="Rows">Lines.</param>
internal sealed record PlaneWindow(double Left, double Top, double Dot, int Columns, int Rows)
{
    /// <summary>Dots of a cell from left to right.</summary>
    public const int CellWidth = 2;

    /// <summary>Dots of a cell from top to bottom.</summary>
    public const int CellHeight = 4;

    private const double Margin = 0.03;

    /// <summary>Dots in a line of dots.</summary>
    public int Width => Columns * CellWidth;

    /// <summary>Lines of dots.</summary>
    public int Height => Rows * CellHeight;

    /// <summary>x of the right edge, data units.</summary>
    public double Right => Left + (Dot * Width);

    /// <summary>y of the lower edge, data units.</summary>
    public double Bottom => Top - (Dot * Height);

    /// <summary>The smallest window at the largest scale that shows all of some points.</summary>
    /// <param name="points">What must be in sight; not empty.</param>
    /// <param name="mostColumns">Cells that a line may take, at least 1.</param>
    /// <param name="mostRows">Lines that there are, at least 1.</param>
    public static PlaneWindow Around(IReadOnlyCollection<(double X, double Y)> points, int mostColumns, int mostRows)
    {
        (double low, double high) x = (points.Min(static p => p.X), points.Max(static p => p.X));
        (double low, double high) y = (points.Min(static p => p.Y), points.Max(static p => p.Y));
        double width = (x.high - x.low) * (1 + (2 * Margin));
        double height = (y.high - y.low) * (1 + (2 * Margin));
        double dot = Math.Max(width / (mostColumns * CellWidth), height / (mostRows * CellHeight));
        int columns = Cells(width, dot * CellWidth, mostColumns);
        int rows = Cells(height, dot * CellHeight, mostRows);
        return new PlaneWindow(
            ((x.low + x.high) / 2) - (dot * columns * CellWidth / 2),
            ((y.low + y.high) / 2) + (dot * rows * CellHeight / 2),
            dot,
            columns,
            rows);
    }

    /// <summary>The dot that a point lies in; it may be outside.</summary>
    /// <param name="x">First coordinate, data units.</param>
    /// <param name="y">Second coordinate, data units.</param>
    /// <returns>Dots from the left edge and from the upper edge.</returns>
    public (int Across, int Down) DotOf(double x, double y) => ((int)Math.Floor((x - Left) / Dot), (int)Math.Floor((Top - y) / Dot));

    /// <summary>The middle of a dot.</summary>
    /// <param name="across">Dots from the left edge.</param>
    /// <param name="down">Dots from the upper edge.</param>
    public (double X, double Y) CenterOf(int across, int down) => (Left + (Dot * (across + 0.5)), Top - (Dot * (down + 0.5)));

    private static int Cells(double length, double cell, int most) => Math.Clamp((int)Math.Ceiling((length / cell) - 1e-9), 1, most);
}
