namespace FlowDemo.Cli.Rendering;

/// <summary>Breaks text between words.</summary>
internal static class WrappedText
{
    /// <summary>The lines of a text; a word longer than a line has one of its own.</summary>
    /// <param name="text">Words with single blanks between them.</param>
    /// <param name="width">Columns that a line may take.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = string.Empty;
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
