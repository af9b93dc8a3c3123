using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FlowDemo.Cli.Rendering;

/// <summary>A target's density with the ways to it, drawn with characters.</summary>
/// <param name="scene">What to draw.</param>
/// <param name="style">With what.</param>
/// <param name="execution">Threads and cancellation.</param>
internal sealed class PlaneView(PlaneScene scene, PlaneStyle style, Execution execution)
{
    private const int FewestRows = 6;
    private const string Shades = " ░▒▓█";
    private const string AsciiShades = " .:%#";
    private const char AsciiWay = '*';
    private const char SampleOfBraille = '⠒';

    // Dark to light, even in brightness and of one hue, so that it reads with any colour vision; on a ground of its own, so that
    // it looks the same on light and dark terminals. The ways are orange and white, which no tone comes near.
    private static readonly Color[] Tones = [.. new byte[] { 234, 17, 18, 24, 25, 31, 32, 38, 74 }.Select(static n => Color.FromInt32(n))];
    private static readonly Color WayColor = Color.FromInt32(214);
    private static readonly Color MarkColor = Color.FromInt32(231);

    private char Start => style == PlaneStyle.Ascii ? 'o' : '○';

    private char End => style == PlaneStyle.Ascii ? '@' : '●';

    /// <summary>The picture with what it shows above and its scale below, all of it no larger than a screen.</summary>
    /// <param name="width">Columns of the screen.</param>
    /// <param name="height">Lines of the screen, the last of which is for the prompt.</param>
    public string Draw(int width, int height)
    {
        string title = $"{scene.Target.Label}: {scene.Target.FullDescription}; {scene.PathName} path";
        string[] above = [.. WrappedText.Lines(title, width)];
        int lines = height - above.Length - Scale(PlaneWindow.Around(scene.Content, width, height), width).Length - Legend(width).Length - 1;
        PlaneWindow window = PlaneWindow.Around(scene.Content, width, Math.Max(FewestRows, lines));
        return string.Concat(((string[])[.. above, .. Lines(Raster(window)), .. Scale(window, width), .. Legend(width)]).Select(static line => line + "\n"));
    }

    private static string[] Scale(PlaneWindow window, int width)
    {
        // Two digits of the narrower side, so that its ends are never written alike.
        int decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(Math.Min(window.Right - window.Left, window.Top - window.Bottom))), 0, 15);
        string Text(double edge) => edge.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return [.. WrappedText.Lines($"x {Text(window.Left)} to {Text(window.Right)}, y {Text(window.Bottom)} to {Text(window.Top)} [data units]", width)];
    }

    private string[] Legend(int width) => scene.States.IsEmpty
        ? []
        : [.. WrappedText.Lines($"{Start} noise, {(style == PlaneStyle.Ascii ? AsciiWay : SampleOfBraille)} exact flow, {End} data", width)];

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

    private string[] Lines(PlaneRaster raster)
    {
        using StringWriter drawn = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = Consoles.On(drawn, raster.Window.Columns, style == PlaneStyle.Color, palette: ColorSystemSupport.EightBit);
        console.Write(new Cells(Enumerable.Range(0, raster.Window.Rows).Select(row => Enumerable.Range(0, raster.Window.Columns).Select(column => Cell(raster, row, column)))));
        return [.. drawn.ToString().TrimEnd('\n').Split('\n').Select(static line => line.TrimEnd())];
    }

    private Segment Cell(PlaneRaster raster, int row, int column)
    {
        char? line = raster.Mark(row, column) ?? raster.Braille(row, column);
        double tone = raster.Tone(row, column);
        return style switch
        {
            PlaneStyle.Color when line is char ink => new Segment(ink.ToString(), new Style(raster.Mark(row, column) is null ? WayColor : MarkColor, Level(Tones, tone))),
            PlaneStyle.Color => new Segment("▀", new Style(Level(Tones, raster.Tone(row, column, lower: false)), Level(Tones, raster.Tone(row, column, lower: true)))),
            PlaneStyle.Blocks => new Segment((line ?? Level(Shades.AsSpan(), tone)).ToString()),
            _ => new Segment((raster.Mark(row, column) ?? (line is null ? Level(AsciiShades.AsSpan(), tone) : AsciiWay)).ToString()),
        };
    }

    private static T Level<T>(ReadOnlySpan<T> levels, double tone) => levels[Math.Clamp((int)(tone * levels.Length), 0, levels.Length - 1)];

    private sealed class Cells(IEnumerable<IEnumerable<Segment>> lines) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => lines.SelectMany(static line => Merged(line).Append(Segment.LineBreak));

        /// <summary>Neighbours of one style as one segment, so that colours are named where they change and no more often.</summary>
        private static List<Segment> Merged(IEnumerable<Segment> line)
        {
            List<Segment> merged = [];
            foreach (Segment cell in line)
            {
                if (merged.Count > 0 && merged[^1].Style.Equals(cell.Style))
                {
                    merged[^1] = new Segment(merged[^1].Text + cell.Text, cell.Style);
                }
                else
                {
                    merged.Add(cell);
                }
            }

            return merged;
        }
    }
}
