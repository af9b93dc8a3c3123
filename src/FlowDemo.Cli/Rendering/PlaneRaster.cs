namespace FlowDemo.Cli.Rendering;

/// <summary>What there is to see in each cell of a window: the tone of the density, the dots of lines, and single marks.</summary>
internal sealed class PlaneRaster
{
    // The square root lets modes of little weight be seen beside heavy ones.
    private const double ToneExponent = 0.5;

    private readonly double[,] tones;
    private readonly bool[,] inked;
    private readonly char?[,] marks;

    /// <summary>A raster without lines.</summary>
    /// <param name="window">The part of the plane.</param>
    /// <param name="density">The density in the middle of every dot, line by line from the top; not negative.</param>
    public PlaneRaster(PlaneWindow window, double[] density)
    {
        Window = window;
        tones = new double[2 * window.Rows, window.Columns];
        inked = new bool[window.Height, window.Width];
        marks = new char?[window.Rows, window.Columns];
        for (int half = 0; half < 2 * window.Rows; half++)
        {
            for (int column = 0; column < window.Columns; column++)
            {
                int first = (half * 2 * window.Width) + (column * PlaneWindow.CellWidth);
                tones[half, column] =
                    (density[first] + density[first + 1] + density[first + window.Width] + density[first + window.Width + 1]) / 4;
            }
        }

        double most = tones.Cast<double>().Max();
        for (int half = 0; half < 2 * window.Rows; half++)
        {
            for (int column = 0; column < window.Columns; column++)
            {
                tones[half, column] = most > 0 ? Math.Pow(tones[half, column] / most, ToneExponent) : 0;
            }
        }
    }

    /// <summary>The part of the plane.</summary>
    public PlaneWindow Window { get; }

    /// <summary>The tone of a cell's upper or lower half, from 0 (nothing) to 1 (the densest half of all).</summary>
    /// <param name="row">Line of the cell.</param>
    /// <param name="column">Place in the line.</param>
    /// <param name="lower">Which half.</param>
    public double Tone(int row, int column, bool lower) => tones[(2 * row) + (lower ? 1 : 0), column];

    /// <summary>The tone of a whole cell.</summary>
    /// <param name="row">Line of the cell.</param>
    /// <param name="column">Place in the line.</param>
    public double Tone(int row, int column) => (Tone(row, column, lower: false) + Tone(row, column, lower: true)) / 2;

    /// <summary>The mark in a cell, or null.</summary>
    /// <param name="row">Line of the cell.</param>
    /// <param name="column">Place in the line.</param>
    public char? Mark(int row, int column) => marks[row, column];

    /// <summary>The dots of lines in a cell as a letter of braille, or null where there is none.</summary>
    /// <param name="row">Line of the cell.</param>
    /// <param name="column">Place in the line.</param>
    public char? Braille(int row, int column)
    {
        int pattern = 0;
        for (int down = 0; down < PlaneWindow.CellHeight; down++)
        {
            for (int across = 0; across < PlaneWindow.CellWidth; across++)
            {
                if (inked[(row * PlaneWindow.CellHeight) + down, (column * PlaneWindow.CellWidth) + across])
                {
                    // Unicode numbers the upper six dots column by column and put the lowest two behind them.
                    pattern |= 1 << (down == 3 ? 6 + across : (3 * across) + down);
                }
            }
        }

        return pattern == 0 ? null : (char)('\u2800' + pattern);
    }

    /// <summary>Draws a straight line; what lies outside is left out.</summary>
    /// <param name="from">One end, data units.</param>
    /// <param name="to">The other.</param>
    public void Line((double X, double Y) from, (double X, double Y) to)
    {
        double length = Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / Window.Dot;
        if (!(length < 1e6))
        {
            return;
        }

        int pieces = Math.Max(1, (int)Math.Ceiling(length));
        for (int i = 0; i <= pieces; i++)
        {
            double share = (double)i / pieces;
            (int across, int down) = Window.DotOf(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
            if (IsInside(across, down))
            {
                inked[down, across] = true;
            }
        }
    }

    /// <summary>Puts a mark into the cell of a point, over whatever is there.</summary>
    /// <param name="point">The point, data units.</param>
    /// <param name="mark">The mark.</param>
    public void Put((double X, double Y) point, char mark)
    {
        (int across, int down) = Window.DotOf(point.X, point.Y);
        if (IsInside(across, down))
        {
            marks[down / PlaneWindow.CellHeight, across / PlaneWindow.CellWidth] = mark;
        }
    }

    private bool IsInside(int across, int down) => across >= 0 && across < Window.Width && down >= 0 && down < Window.Height;
}
