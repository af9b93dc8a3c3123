using System.Globalization;
using System.Text;

namespace FlowDemo;

/// <summary>
/// Text from outside, such as names of files, columns and components, made safe to print: characters that command a terminal,
/// end a line, or turn the direction of writing are shown by their number.
/// </summary>
public static class Printable
{
    /// <summary>The text with every such character written as <c>\u001b</c>; the same text where there is none.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = 0;
        while (first < text.Length && !IsHidden(text, first))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        StringBuilder safe = new(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
        {
            _ = IsHidden(text, i) ? safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}") : safe.Append(text[i]);
        }

        return safe.ToString();
    }

    /// <summary>The same for a text of several lines, which stay lines.</summary>
    /// <param name="text">The text.</param>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('\n', StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Select(Of)) : Of(text);
    }

    /// <summary>Control characters, ends of lines, marks of direction, and halves of characters.</summary>
    private static bool IsHidden(string text, int index) => text[index] switch
    {
        < ' ' or (>= '\u007f' and <= '\u009f') => true,
        '\u061c' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or '\ufeff' => true,
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        char c when char.IsHighSurrogate(c) => index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]),
        char c when char.IsLowSurrogate(c) => index == 0 || !char.IsHighSurrogate(text[index - 1]),
        _ => false,
    };
}
