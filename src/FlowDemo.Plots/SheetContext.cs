using OxyPlot;

namespace FlowDemo.Plots;

/// <summary>
/// The exporter of SVG with a measure of text that holds for whatever typeface the reader's machine has: as wide as the widest usual
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
    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) =>
        SheetText.Measure(text, fontSize, fontWeight);
}

/// <summary>The exporter of PDF with the same measure, because readers have other typefaces in place of Arial.</summary>
internal sealed class PdfSheetContext(double width, double height) : PdfRenderContext(width, height, OxyColors.White)
{
    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) =>
        SheetText.Measure(text, fontSize, fontWeight);
}

/// <summary>How much room text takes at the most.</summary>
internal static class SheetText
{
    // Mean advance of a letter and height of a line, as parts of the font size, in DejaVu Sans.
    public const double LetterWidth = 0.61;
    private const double BoldLetterWidth = 0.68;
    private const double LineHeight = 1;

    /// <summary>The box around a text.</summary>
    public static OxySize Measure(string? text, double fontSize, double fontWeight)
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
