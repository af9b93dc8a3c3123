using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace FlowDemo.Plots;

/// <summary>What all pictures share on a paper: dark on light, one typeface, and lines and gaps as large as the letters ask for.</summary>
/// <param name="paper">The paper.</param>
internal sealed class PlotSheet(PlotPaper paper)
{
    private const string Typeface = "Helvetica, Arial, sans-serif";

    /// <summary>Columns of letters from which a key beside the lines leaves them room.</summary>
    private const double RoomForLegend = 45;

    /// <summary>Lines that a key can tell apart; of more each has its name at its end.</summary>
    private const int MostInLegend = 12;

    /// <summary>What is written and drawn in full contrast.</summary>
    public static OxyColor Ink { get; } = OxyColor.FromRgb(0x22, 0x22, 0x22);

    /// <summary>What stands behind the data: grid lines.</summary>
    public static OxyColor Faint { get; } = OxyColor.FromRgb(0xE2, 0xE2, 0xE2);

    /// <summary>What accompanies the data and is to be read: guides and their labels.</summary>
    public static OxyColor Muted { get; } = OxyColor.FromRgb(0x66, 0x66, 0x66);

    /// <summary>The paper.</summary>
    public PlotPaper Paper => paper;

    /// <summary>A length of the screen as it is on the paper.</summary>
    /// <param name="pixels">The length, in pixels of a screen.</param>
    public double Of(double pixels) => pixels * paper.Scale;

    /// <summary>An empty panel.</summary>
    /// <param name="title">What it shows; may hold several lines, or be null.</param>
    public PlotModel Panel(string? title) => new()
    {
        Title = title is null ? null : Printable.Lines(title),
        TitleFontSize = paper.FontSize,
        TitleFontWeight = FontWeights.Bold,
        TitleHorizontalAlignment = TitleHorizontalAlignment.CenteredWithinPlotArea,
        TitlePadding = Of(6),
        ClipTitle = false,
        Background = OxyColors.White,
        TextColor = Ink,
        PlotAreaBorderColor = Ink,
        PlotAreaBorderThickness = new OxyThickness(Math.Max(0.5, Of(1))),
        DefaultFont = Typeface,
        DefaultFontSize = paper.FontSize,
        Culture = CultureInfo.InvariantCulture,
        Padding = new OxyThickness(Of(12)),
        EdgeRenderingMode = EdgeRenderingMode.PreferGeometricAccuracy,
    };

    /// <summary>Where the key stands to so many lines.</summary>
    /// <param name="lines">How many lines there are.</param>
    public LegendPlace PlaceOf(int lines) => paper.Legend != LegendPlace.Auto ? paper.Legend
        : lines > MostInLegend ? LegendPlace.Labels
        : paper.Width / paper.FontSize >= RoomForLegend ? LegendPlace.Beside
        : LegendPlace.Below;

    /// <summary>The key to the lines; below them it has columns.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="names">What is in it.</param>
    public Legend LegendAt(LegendPlace place, IReadOnlyCollection<string> names)
    {
        Legend legend = LegendAt(place);
        if (place == LegendPlace.Below && names.Count > 0)
        {
            double column = legend.LegendSymbolLength + (3 * legend.LegendSymbolMargin) + legend.LegendColumnSpacing
                + (names.Max(static n => n.Length) * SheetText.LetterWidth * paper.FontSize);
            int columns = Math.Max(1, (int)((paper.Width - Of(12)) / column));
            int rows = (names.Count + columns - 1) / columns;
            legend.LegendOrientation = LegendOrientation.Vertical;
            legend.LegendMaxHeight = (rows * (paper.FontSize + legend.LegendLineSpacing)) + (2 * legend.LegendPadding);
        }

        return legend;
    }

    /// <summary>A key whose entries stand side by side below, and else below each other.</summary>
    /// <param name="place">Where it stands.</param>
    public Legend LegendAt(LegendPlace place) => new()
    {
        LegendPlacement = place == LegendPlace.Inside ? LegendPlacement.Inside : LegendPlacement.Outside,
        LegendPosition = place switch
        {
            LegendPlace.Below => LegendPosition.BottomCenter,
            LegendPlace.Inside => LegendPosition.LeftBottom,
            _ => LegendPosition.RightTop,
        },
        LegendOrientation = place == LegendPlace.Below ? LegendOrientation.Horizontal : LegendOrientation.Vertical,
        LegendFont = Typeface,
        LegendFontSize = paper.FontSize,
        LegendSymbolLength = Of(44),
        LegendSymbolMargin = Of(4),
        LegendLineSpacing = Of(6),
        LegendItemSpacing = Of(24),
        LegendColumnSpacing = Of(8),
        LegendMargin = Of(8),
        LegendPadding = Of(8),
        LegendMaxHeight = double.PositiveInfinity,
    };

    /// <summary>Gives an axis the look that all share.</summary>
    /// <param name="axis">The axis.</param>
    public T Styled<T>(T axis)
        where T : Axis
    {
        axis.TicklineColor = Ink;
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = Faint;
        axis.MajorGridlineThickness = Math.Max(0.4, Of(1));
        axis.MinorGridlineThickness = axis.MajorGridlineThickness;
        axis.MajorTickSize *= paper.Scale;
        axis.MinorTickSize *= paper.Scale;
        axis.IntervalLength *= paper.Scale;
        axis.FontSize = paper.FontSize;
        axis.TitleFontSize = paper.FontSize;
        axis.AxisTitleDistance = Of(8);
        axis.AxisTickToLabelDistance = Of(4);
        return axis;
    }
}
