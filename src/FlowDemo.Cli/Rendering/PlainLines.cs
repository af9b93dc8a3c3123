namespace FlowDemo.Cli.Rendering;

/// <summary>Takes off what a drawing pads its lines with: a file has no use for blanks at the ends.</summary>
internal static class PlainLines
{
    /// <summary>Writes what was drawn, line by line.</summary>
    /// <param name="drawn">The drawing.</param>
    /// <param name="output">Where to; lines end in "\n".</param>
    public static void Write(StringWriter drawn, TextWriter output)
    {
        foreach (string line in drawn.ToString().TrimEnd('\n').Split('\n'))
        {
            output.Write(line.TrimEnd() + "\n");
        }
    }
}
