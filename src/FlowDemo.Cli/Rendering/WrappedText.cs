namespace FlowDemo.Cli.Rendering;

/// <summary>Text broken into lines at its blanks.</summary>
internal static class WrappedText
{
    /// <summary>The lines of a text; none for an empty one.</summary>
    /// <param name="text">Words, with single blanks between them.</param>
    /// <param name="width">Columns that a line may take, at least 1; a longer word is cut.</param>
    public static IEnumerable<string> Lines(string text, int width) => Ranges(text, width).Select(range => text[range]);

    /// <summary>Where the lines of a text stand in it; the blank that a line is broken at belongs to none.</summary>
    /// <param name="text">Words, with single blanks between them.</param>
    /// <param name="width">Columns that a line may take, at least 1; a longer word is cut.</param>
    public static IEnumerable<Range> Ranges(string text, int width)
    {
        int start = 0;
        while (text.Length - start > width)
        {
            int blank = text.LastIndexOf(' ', start + width, width + 1);
            int end = blank > start ? blank : start + width;
            yield return start..end;
            start = blank > start ? end + 1 : end;
        }

        if (start < text.Length)
        {
            yield return start..text.Length;
        }
    }
}
