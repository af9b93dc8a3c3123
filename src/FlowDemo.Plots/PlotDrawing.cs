using System.Collections.Immutable;
using OxyPlot;

namespace FlowDemo.Plots;

/// <summary>A picture as panels on a sheet, before it is written in a format.</summary>
/// <param name="Panels">Each with its place.</param>
/// <param name="Width">Width of the sheet, in pixels or points.</param>
/// <param name="Height">Its height.</param>
internal sealed record PlotDrawing(ImmutableArray<(PlotModel Panel, OxyRect Place)> Panels, double Width, double Height)
{
    /// <summary>Whether it has thousands of lines and dots, which are worth writing together.</summary>
    public bool IsDense { get; init; }

    /// <summary>A panel that fills a sheet.</summary>
    public static PlotDrawing Of(PlotModel panel, double width, double height) =>
        new([(panel, new OxyRect(0, 0, width, height))], width, height);

    /// <summary>Draws all panels.</summary>
    /// <param name="context">What draws.</param>
    public void Render(IRenderContext context)
    {
        foreach ((PlotModel panel, OxyRect place) in Panels)
        {
            ((IPlotModel)panel).Update(updateData: true);
            ((IPlotModel)panel).Render(context, place);
        }
    }
}
