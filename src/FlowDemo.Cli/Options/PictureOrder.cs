using System.Globalization;
using FlowDemo.Cli.Files;
using FlowDemo.Plots;

namespace FlowDemo.Cli.Options;

/// <summary>A picture or a page that was asked for.</summary>
/// <param name="File">Where it goes.</param>
/// <param name="Text">Writes it as text; null for bytes.</param>
/// <param name="Bytes">Writes it as bytes; null for text.</param>
internal sealed record PictureOrder(OutputFile File, Action<PlotScene, TextWriter>? Text, Action<PlotScene, Stream>? Bytes)
{
    /// <summary>It complete, before any of it is written.</summary>
    /// <param name="scene">What to draw.</param>
    public Result Draw(PlotScene scene)
    {
        if (Text is not null)
        {
            using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
            Text(scene, text);
            string drawn = text.ToString();
            return Result.OfText(File, writer => writer.Write(drawn));
        }

        using MemoryStream bytes = new();
        Bytes!(scene, bytes);
        byte[] written = bytes.ToArray();
        return Result.OfBytes(File, stream => stream.Write(written));
    }
}
