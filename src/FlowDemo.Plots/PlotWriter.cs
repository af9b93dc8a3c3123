using System.Globalization;
using System.Text;

namespace FlowDemo.Plots;

/// <summary>Writes pictures: the same scene on the same paper gives the same bytes under every culture and thread count.</summary>
public static class PlotWriter
{
    /// <summary>Writes a whole SVG document.</summary>
    /// <param name="plot">What kind of picture.</param>
    /// <param name="scene">What to draw.</param>
    /// <param name="paper">What on.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    public static void WriteSvg(IPlot plot, PlotScene scene, PlotPaper paper, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(plot);
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(output);
        if (plot.Moves && !paper.IsPrint)
        {
            output.Write(plot.Animate(scene));
            return;
        }

        PlotDrawing drawing = plot.Draw(scene, paper);
        using MemoryStream bytes = new();
        using (SheetContext context = new(bytes, drawing.Width, drawing.Height))
        {
            drawing.Render(context);
            context.Complete();
            context.Flush();
        }

        // The exporter ends lines as the machine does.
        string svg = Encoding.UTF8.GetString(bytes.ToArray()).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd() + "\n";
        string width = drawing.Width.ToString("0.####", CultureInfo.InvariantCulture);
        string height = drawing.Height.ToString("0.####", CultureInfo.InvariantCulture);
        svg = paper.IsPrint
            ? svg.Replace(
                $"width=\"{width}\" height=\"{height}\"",
                $"width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\"",
                StringComparison.Ordinal)
            : svg;
        output.Write(drawing.IsDense ? CompactSvg.Of(svg) : svg);
    }

    /// <summary>Writes a PDF document of one page, as large as the picture: lines as lines and text as text.</summary>
    /// <param name="plot">What kind of picture.</param>
    /// <param name="scene">What to draw.</param>
    /// <param name="paper">What on.</param>
    /// <param name="output">Where to; it is neither flushed nor closed.</param>
    public static void WritePdf(IPlot plot, PlotScene scene, PlotPaper paper, Stream output)
    {
        ArgumentNullException.ThrowIfNull(plot);
        ArgumentNullException.ThrowIfNull(output);
        PlotDrawing drawing = plot.Draw(scene, paper);
        PdfSheetContext context = new(drawing.Width, drawing.Height);
        drawing.Render(context);
        using MemoryStream bytes = new();
        context.Save(bytes);
        byte[] pdf = bytes.ToArray();
        ForgetTheTime(pdf);
        output.Write(pdf);
    }

    /// <summary>The exporter writes when the file came about, and places in the file are counted: other digits, as many.</summary>
    private static void ForgetTheTime(Span<byte> pdf)
    {
        int start = pdf.IndexOf("/CreationDate"u8);
        Span<byte> date = start < 0 ? [] : pdf[start..];
        int open = date.IndexOf("("u8);
        int close = date.IndexOf(")"u8);
        for (int i = open + 1; open >= 0 && i < close; i++)
        {
            // The first day of the year 2000: a month and a day of 00 would be none.
            date[i] = date[i] is >= (byte)'0' and <= (byte)'9' ? (byte)"D:20000101000000"[Math.Min(i - open - 1, 15)] : date[i];
        }
    }
}
