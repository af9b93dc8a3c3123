namespace FlowDemo.Cli.Rendering;

/// <summary>Text broken into lines at its blanks.</summary>
internal static class WrappedText
{
    /// <summary>The lines of a text; none for an empty one.</summary>
    /// <param name="text">Words, with single blanks between them.</param>
    /// <param name="width">Columns that a line may take, at least 1; a longer word is cut.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        int start = 0;
        while (text.Length - start > width)
        {
            int blank = text.LastIndexOf(' ', start + width, width + 1);
            int end = blank > start ? blank : start + width;
            yield return text[start..end];
            start = blank > start ? end + 1 : end;
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
