namespace FlowDemo.Reporting;

/// <summary>Text from outside as it stands in a markdown file: it neither ends a cell nor begins a tag.</summary>
internal static class MarkdownText
{
    /// <summary>The text, with what markdown or a terminal would take for a command escaped.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Printable.Of(text)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
