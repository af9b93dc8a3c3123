namespace FlowDemo.Reporting.Plots;

/// <summary>Draws one picture of a comparison as SVG.</summary>
public interface IPlot
{
    /// <summary>Writes a whole SVG document; the same scene gives the same characters under every culture and thread count.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    void Write(PlotScene scene, TextWriter output);
}
