using System.Globalization;
using System.Text;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Rendering;

/// <summary>A target's density with the ways to it, drawn with characters.</summary>
/// <param name="scene">What to draw.</param>
/// <param name="style">With what.</param>
/// <param name="execution">Threads and cancellation.</param>
internal sealed class PlaneView(PlaneScene scene, PlaneStyle style, Execution execution)
{
    private const int FewestRows = 6;

    /// <summary>Digits before or behind the point up to which a number is written out.</summary>
    private const int MostDigits = 7;

    private const string Shades = " ░▒▓█";
    private const string AsciiShades = " .:%#";
    private const char AsciiWay = '*';
    private const char SampleOfBraille = '⠒';
    private const string Plain = "\e[0m";

    // Dark to light, even in brightness and of one hue, so that it reads with any colour vision; on a ground of its own, so that
    // it looks the same on light and dark terminals. The ways are orange and white, which no tone comes near.
    // The numbers are those of the palette of 256 colours.
    private static readonly byte[] Tones = [234, 17, 18, 24, 25, 31, 32, 38, 74];
    private const byte WayColor = 214;
    private const byte MarkColor = 231;

    private char Start => style == PlaneStyle.Ascii ? 'o' : '○';

    private char End => style == PlaneStyle.Ascii ? '@' : '●';

    /// <summary>The picture with what it shows above and its scale below, all of it no larger than a screen.</summary>
    /// <param name="width">Columns of the screen.</param>
    /// <param name="height">Lines of the screen, the last of which is for the prompt.</param>
    public string Draw(int width, int height)
    {
        string title = Printable.Of($"{scene.Target.Label}: {scene.Target.FullDescription}; {scene.PathName} path");
        string[] above = [.. WrappedText.Lines(title, width)];
        int below = Scale(PlaneWindow.Around(scene.Content, width, height), width).Length + Legend(width).Length;
        int lines = height - above.Length - below - 1;
        PlaneWindow window = PlaneWindow.Around(scene.Content, width, Math.Max(FewestRows, lines));
        return string.Concat(
            ((string[])[.. above, .. Lines(Raster(window)), .. Scale(window, width), .. Legend(width)]).Select(static line => line + "\n"));
    }

    private string[] Scale(PlaneWindow window, int width)
    {
        // Two digits of the narrower side, so that its ends are never written alike; powers of ten where that would be a long number.
        int last = (int)Math.Floor(Math.Log10(Math.Min(window.Right - window.Left, window.Top - window.Bottom))) - 1;
        double[] edges = [window.Left, window.Right, window.Bottom, window.Top];
        int first = (int)Math.Floor(Math.Log10(edges.Max(Math.Abs)));
        string form = first > MostDigits || last < -MostDigits
            ? $"0.{new string('#', Math.Clamp(first - last, 1, 15))}e0"
            : $"F{Math.Max(0, -last)}";
        Units units = scene.Target.Units;
        string Text(double edge) => edge.ToString(form, CultureInfo.InvariantCulture);
        return [.. WrappedText.Lines(
            $"{Printable.Of(units.X.Name)} {Text(window.Left)} to {Text(window.Right)}, {Printable.Of(units.Y.Name)} "
                + $"{Text(window.Bottom)} to {Text(window.Top)} [{Printable.Of(units.Text ?? units.Name)}]",
            width)];
    }

    private string[] Legend(int width) => scene.States.IsEmpty
        ? []
        : [.. WrappedText.Lines(
            $"{Start} noise, {(style == PlaneStyle.Ascii ? AsciiWay : SampleOfBraille)} exact flow, {End} data", width)];

    private PlaneRaster Raster(PlaneWindow window)
    {
        SampleBatch dots = new(2, window.Width * window.Height);
        for (int i = 0; i < dots.Count; i++)
        {
            (dots[i, 0], dots[i, 1]) = window.CenterOf(i % window.Width, i / window.Width);
        }

        PlaneRaster raster = new(window, Array.ConvertAll(scene.DensityThrough(window.Dot).LogDensity(dots, execution), Math.Exp));
        for (int i = 0; i < (scene.States.IsEmpty ? 0 : scene.States[0].Count); i++)
        {
            (double X, double Y)[] way = [.. scene.States.Select(s => (s[i, 0], s[i, 1]))];
            for (int k = 1; k < way.Length; k++)
            {
                raster.Line(way[k - 1], way[k]);
            }

            raster.Put(way[0], Start);
            raster.Put(way[^1], End);
        }

        return raster;
    }

    private IEnumerable<string> Lines(PlaneRaster raster) => Enumerable.Range(0, raster.Window.Rows)
        .Select(row => Line(Enumerable.Range(0, raster.Window.Columns).Select(column => CellOf(raster, row, column))).TrimEnd());

    private Cell CellOf(PlaneRaster raster, int row, int column)
    {
        char? line = raster.Mark(row, column) ?? raster.Braille(row, column);
        double tone = raster.Tone(row, column);
        return style switch
        {
            PlaneStyle.Color when line is char way =>
                new Cell(way, (raster.Mark(row, column) is null ? WayColor : MarkColor, Level(Tones, tone))),
            PlaneStyle.Color => new Cell(
                '▀',
                (Level(Tones, raster.Tone(row, column, lower: false)), Level(Tones, raster.Tone(row, column, lower: true)))),
            PlaneStyle.Blocks => new Cell(line ?? Level(Shades.AsSpan(), tone), null),
            _ => new Cell(raster.Mark(row, column) ?? (line is null ? Level(AsciiShades.AsSpan(), tone) : AsciiWay), null),
        };
    }

    private static T Level<T>(ReadOnlySpan<T> levels, double tone) => levels[Math.Clamp((int)(tone * levels.Length), 0, levels.Length - 1)];

    /// <summary>Cells as text: colours are named where they change and no more often.</summary>
    private static string Line(IEnumerable<Cell> cells)
    {
        StringBuilder line = new();
        (byte Ink, byte Ground)? current = null;
        foreach (Cell cell in cells)
        {
            if (cell.Colors != current)
            {
                line.Append(current is null ? string.Empty : Plain);
                current = cell.Colors;
                line.Append(current is (byte ink, byte ground) ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"\e[38;5;{ink};48;5;{ground}m") : string.Empty);
            }

            line.Append(cell.Letter);
        }

        return line.Append(current is null ? string.Empty : Plain).ToString();
    }

    /// <summary>One character of the picture.</summary>
    /// <param name="Letter">The character.</param>
    /// <param name="Colors">Its colour and that behind it; null for those of the terminal.</param>
    private readonly record struct Cell(char Letter, (byte Ink, byte Ground)? Colors);
}
