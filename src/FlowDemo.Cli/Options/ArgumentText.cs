using System.CommandLine;
using System.Globalization;

namespace FlowDemo.Cli.Options;

/// <summary>Reads the text of option values: invariant culture, finite numbers, and a sentence about what is wrong.</summary>
internal static class ArgumentText
{
    /// <summary>The value of an option that has a default.</summary>
    public static string Text(this ParseResult parsed, Option<string> option) => parsed.TextOrNull(option) ?? string.Empty;

    /// <summary>The value of an option, or null when it is left out.</summary>
    public static string? TextOrNull(this ParseResult parsed, Option<string> option)
    {
        string? text = parsed.GetValue(option)?.Trim();
        return text is "" ? throw new FlowDemoException($"'{option.Name}' needs a value; the one given is empty.") : text;
    }

    /// <summary>Whether the user wrote an option, in place of leaving it at its default.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The value of an option as a whole number in a range.</summary>
    public static int Integer(this ParseResult parsed, Option<string> option, int minimum, int maximum)
    {
        string text = parsed.Text(option);
        return TryInteger(text, out long value) && value >= minimum && value <= maximum
            ? (int)value
            : throw new FlowDemoException(string.Create(CultureInfo.InvariantCulture, $"'{option.Name}' takes a whole number from {minimum} to {maximum}; '{text}' is not that."));
    }

    /// <summary>Reads a finite number.</summary>
    public static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Reads a whole number; one too large for the type is clamped, so that it is refused as out of range.</summary>
    public static bool TryInteger(string text, out long value)
    {
        bool signed = text.StartsWith('-');
        bool digits = text.Length > (signed ? 1 : 0) && text.AsSpan(signed ? 1 : 0).IndexOfAnyExceptInRange('0', '9') < 0;
        value = 0;
        if (digits && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            value = signed ? long.MinValue : long.MaxValue;
        }

        return digits;
    }

    /// <summary>The value of an option as one of a few words.</summary>
    public static string Word(this ParseResult parsed, Option<string> option, params IReadOnlyList<string> choices)
    {
        string text = parsed.Text(option);
        return choices.Contains(text) ? text : throw UnknownWord(option.Name, text, choices);
    }

    /// <summary>The complaint about a word that is none of the choices.</summary>
    public static FlowDemoException UnknownWord(string option, string text, IReadOnlyList<string> choices)
    {
        string guess = NameList.Nearest(text, choices) is string nearest ? $" Did you mean '{nearest}'?" : string.Empty;
        return new FlowDemoException($"'{option}' takes one of {string.Join(", ", choices)}; '{text}' is not one of them.{guess}");
    }
}
