using System.Globalization;
using System.Text;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace FlowDemo.Plots;

/// <summary>The paper that pictures are drawn on: dark on light, one typeface, one or more panels.</summary>
internal static class PlotSheet
{
    /// <summary>Width of a sheet, in pixels.</summary>
    public const double Width = 1000;

    /// <summary>Size of the letters: on a sheet shown at half its width they are still 8 pixels high.</summary>
    public const double FontSize = 17;

    private const string Typeface = "Helvetica, Arial, sans-serif";

    /// <summary>What is written and drawn in full contrast.</summary>
    public static OxyColor Ink { get; } = OxyColor.FromRgb(0x22, 0x22, 0x22);

    /// <summary>What stands behind the data: grid lines, guides.</summary>
    public static OxyColor Faint { get; } = OxyColor.FromRgb(0xE2, 0xE2, 0xE2);

    /// <summary>What accompanies the data and is to be read: labels of guides.</summary>
    public static OxyColor Muted { get; } = OxyColor.FromRgb(0x66, 0x66, 0x66);

    /// <summary>An empty panel.</summary>
    /// <param name="title">What it shows; may hold several lines, or be null.</param>
    public static PlotModel Panel(string? title) => new()
    {
        Title = title is null ? null : Printable.Lines(title),
        TitleFontSize = FontSize,
        TitleFontWeight = FontWeights.Bold,
        TitleHorizontalAlignment = TitleHorizontalAlignment.CenteredWithinPlotArea,
        ClipTitle = false,
        Background = OxyColors.White,
        TextColor = Ink,
        PlotAreaBorderColor = Ink,
        DefaultFont = Typeface,
        DefaultFontSize = FontSize,
        Culture = CultureInfo.InvariantCulture,
        Padding = new OxyThickness(12),
        EdgeRenderingMode = EdgeRenderingMode.PreferGeometricAccuracy,
    };

    /// <summary>A legend to the right of the data.</summary>
    public static Legend LegendBeside() => new()
    {
        LegendPlacement = LegendPlacement.Outside,
        LegendPosition = LegendPosition.RightTop,
        LegendFont = Typeface,
        LegendFontSize = FontSize,
        LegendSymbolLength = 44,
        LegendLineSpacing = 6,
        LegendMaxHeight = double.PositiveInfinity,
    };

    /// <summary>Gives an axis the look that all share.</summary>
    /// <param name="axis">The axis.</param>
    public static T Styled<T>(T axis)
        where T : Axis
    {
        axis.TicklineColor = Ink;
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = Faint;
        axis.MajorGridlineThickness = 1;
        axis.FontSize = FontSize;
        axis.TitleFontSize = FontSize;
        axis.AxisTitleDistance = 8;
        return axis;
    }

    /// <summary>Writes one panel that fills the sheet.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="height">Height of the sheet, in pixels.</param>
    /// <param name="output">Where to.</param>
    public static void Write(PlotModel panel, double height, TextWriter output) =>
        output.Write(Draw([(panel, new OxyRect(0, 0, Width, height))], height));

    /// <summary>Draws panels side by side.</summary>
    /// <param name="panels">Each with its place on the sheet.</param>
    /// <param name="height">Height of the sheet, in pixels.</param>
    /// <returns>A whole document.</returns>
    public static string Draw(IEnumerable<(PlotModel Panel, OxyRect Place)> panels, double height)
    {
        using MemoryStream drawing = new();
        using (SheetContext context = new(drawing, Width, height))
        {
            foreach ((PlotModel panel, OxyRect place) in panels)
            {
                ((IPlotModel)panel).Update(updateData: true);
                ((IPlotModel)panel).Render(context, place);
            }

            context.Complete();
            context.Flush();
        }

        // The exporter ends lines as the machine does.
        return Encoding.UTF8.GetString(drawing.ToArray()).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}

/// <summary>
/// The exporter with a measure of text that holds for whatever typeface the reader's machine has: as wide as the widest usual
/// sans-serif, so that nothing is cut off or written over.
/// </summary>
internal sealed class SheetContext(Stream drawing, double width, double height)
    : SvgRenderContext(
        drawing,
        width,
        height,
        isDocument: true,
        new PdfRenderContext(width, height, OxyColors.White),
        OxyColors.White,
        useVerticalTextAlignmentWorkaround: true)
{
    // Mean advance of a letter and height of a line, as parts of the font size, in DejaVu Sans.
    private const double LetterWidth = 0.61;
    private const double BoldLetterWidth = 0.68;
    private const double LineHeight = 1;

    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        if (string.IsNullOrEmpty(text))
        {
            return OxySize.Empty;
        }

        string[] lines = text.Split('\n');
        double letter = fontWeight >= FontWeights.Bold ? BoldLetterWidth : LetterWidth;
        return new OxySize(lines.Max(static l => l.Length) * letter * fontSize, lines.Length * LineHeight * fontSize);
    }
}
