namespace FlowDemo.Plots;

/// <summary>Where the key to the lines of a picture stands.</summary>
public enum LegendPlace
{
    /// <summary>Beside the lines where there is room, else below; of more lines than a key can tell apart each has its name.</summary>
    Auto,

    /// <summary>To the right.</summary>
    Beside,

    /// <summary>Below.</summary>
    Below,

    /// <summary>Over the lines, in the corner where they seldom are.</summary>
    Inside,

    /// <summary>There is none: each line has its name at its end.</summary>
    Labels,
}

/// <summary>What a picture is drawn on: a sheet as large as it needs for a screen, or one of a given size for print.</summary>
public sealed record PlotPaper
{
    /// <summary>Size of the letters of a screen: on a sheet shown at half its width they are still 8 pixels high.</summary>
    private const double ScreenFont = 17;

    private const double ScreenWidth = 1000;

    private PlotPaper(double width, double? height, double fontSize) => (Width, Height, FontSize) = (width, height, fontSize);

    /// <summary>1000 pixels wide, and as high as what is on it.</summary>
    public static PlotPaper Screen { get; } = new(ScreenWidth, null, ScreenFont);

    /// <summary>Width, in pixels or points.</summary>
    public double Width { get; }

    /// <summary>Height, in pixels or points; null for as high as what is on it.</summary>
    public double? Height { get; }

    /// <summary>Size of the letters, in pixels or points.</summary>
    public double FontSize { get; }

    /// <summary>Where the key stands.</summary>
    public LegendPlace Legend { get; init; }

    /// <summary>Whether it is for print: measured in points, and without the title that a caption takes the place of.</summary>
    public bool IsPrint => Height is not null;

    /// <summary>Lines, markers and gaps are as large as the letters ask for: 1 on a screen.</summary>
    internal double Scale => FontSize / ScreenFont;

    /// <summary>A sheet for print.</summary>
    /// <param name="width">Its width, in points of 1/72 inch.</param>
    /// <param name="height">Its height, in points.</param>
    /// <param name="fontSize">Size of the letters, in points.</param>
    public static PlotPaper Print(double width, double height, double fontSize) => new(width, height, fontSize);
}
