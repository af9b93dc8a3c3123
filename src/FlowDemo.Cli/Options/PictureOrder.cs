using System.Globalization;
using FlowDemo.Cli.Files;
using FlowDemo.Plots;

namespace FlowDemo.Cli.Options;

/// <summary>A picture or a page that was asked for.</summary>
/// <param name="File">Where it goes.</param>
/// <param name="Write">Writes it.</param>
internal sealed record PictureOrder(OutputFile File, Action<PlotScene, TextWriter> Write)
{
    /// <summary>It as text, complete before any of it is written.</summary>
    /// <param name="scene">What to draw.</param>
    public string Draw(PlotScene scene)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Write(scene, text);
        return text.ToString();
    }
}
