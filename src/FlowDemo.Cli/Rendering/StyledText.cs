using System.Collections.Immutable;
using System.Text;

namespace FlowDemo.Cli.Rendering;

/// <summary>
/// A run of text whose pieces may look different: it knows its width, breaks into lines like plain text, and becomes escape
/// sequences only at the end.
/// </summary>
internal sealed class StyledText
{
    private readonly ImmutableArray<(string Text, Ink Ink)> pieces;

    private StyledText(ImmutableArray<(string Text, Ink Ink)> pieces) => this.pieces = pieces;

    private string Text => string.Concat(pieces.Select(static p => p.Text));

    /// <summary>No text.</summary>
    public static StyledText Empty { get; } = new([]);

    /// <summary>Columns that it takes.</summary>
    public int Width => pieces.Sum(static p => p.Text.Length);

    /// <summary>This text with more behind it.</summary>
    /// <param name="text">What follows; what would command the terminal is shown by its number.</param>
    /// <param name="ink">How that looks.</param>
    public StyledText Add(string text, Ink ink = Ink.Plain) => text.Length == 0 ? this : new(pieces.Add((Printable.Of(text), ink)));

    /// <summary>This text with another behind it.</summary>
    /// <param name="other">What follows.</param>
    public StyledText Add(StyledText other) => new(pieces.AddRange(other.pieces));

    /// <summary>This text with blanks behind it, where it takes fewer columns than wanted.</summary>
    /// <param name="width">Columns wanted.</param>
    public StyledText PadRight(int width) => Add(new string(' ', Math.Max(0, width - Width)));

    /// <summary>This text with blanks before it, where it takes fewer columns than wanted.</summary>
    /// <param name="width">Columns wanted.</param>
    public StyledText PadLeft(int width) => Empty.Add(new string(' ', Math.Max(0, width - Width))).Add(this);

    /// <summary>The lines of this text, broken at blanks.</summary>
    /// <param name="width">Columns that a line may take, at least 1.</param>
    public IEnumerable<StyledText> Lines(int width) => WrappedText.Ranges(Text, width).Select(Slice);

    /// <summary>The lines of this text behind a lead, further ones indented by the lead's width.</summary>
    /// <param name="lead">What stands before the first line.</param>
    /// <param name="width">Columns that a line may take, the lead included; the text gets at least 20.</param>
    public IEnumerable<StyledText> Behind(StyledText lead, int width)
    {
        StyledText before = lead;
        foreach (StyledText line in Lines(Math.Max(20, width - lead.Width)))
        {
            yield return before.Add(line);
            before = Empty.PadRight(lead.Width);
        }
    }

    /// <summary>The text as it is written, without blanks at its end.</summary>
    /// <param name="color">Whether colour is wanted.</param>
    public string Write(bool color)
    {
        StringBuilder written = new();
        foreach ((string text, Ink ink) in Slice(..Text.TrimEnd().Length).pieces)
        {
            written.Append(color && ink != Ink.Plain ? $"\e[{Code(ink)}m{text}\e[0m" : text);
        }

        return written.ToString();
    }

    private static string Code(Ink ink) => ink switch
    {
        Ink.Dim => "2",
        Ink.Bold => "1",
        Ink.Green => "32",
        Ink.BoldGreen => "1;32",
        _ => "33",
    };

    private StyledText Slice(Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(Width);
        StyledText slice = Empty;
        foreach ((string text, Ink ink) in pieces)
        {
            int from = Math.Clamp(start, 0, text.Length);
            int to = Math.Clamp(start + length, 0, text.Length);
            slice = slice.Add(text[from..to], ink);
            start -= text.Length;
        }

        return slice;
    }
}
