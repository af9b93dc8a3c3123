using System.Globalization;
using FlowDemo.Cli.Files;
using FlowDemo.Reporting.Plots;

namespace FlowDemo.Cli.Options;

/// <summary>A picture that was asked for.</summary>
/// <param name="File">Where it goes.</param>
/// <param name="Plot">What it shows.</param>
internal sealed record PictureOrder(OutputFile File, IPlot Plot)
{
    /// <summary>The picture as text, complete before any of it is written.</summary>
    /// <param name="scene">What to draw.</param>
    public string Draw(PlotScene scene)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Plot.Write(scene, text);
        return text.ToString();
    }
}
