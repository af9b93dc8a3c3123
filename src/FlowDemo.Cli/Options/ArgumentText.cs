using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;

namespace FlowDemo.Cli.Options;

/// <summary>Reads the text of values: invariant culture, finite numbers, and a sentence about what is wrong.</summary>
internal static class ArgumentText
{
    /// <summary>Whether the user wrote an option, in place of leaving it at its default.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The value of an option as it is written, or as its default would be; null where there is neither.</summary>
    public static string? Written(this ParseResult parsed, Option option) => option switch
    {
        Option<bool> flag => parsed.GetValue(flag) ? "true" : null,
        _ when parsed.IsGiven(option) => parsed.GetResult(option)!.Tokens[0].Value.Trim(),
        _ => (option as IValueOption)?.DefaultText,
    };

    /// <summary>The options that have a value, by their names without dashes, as a plan and a manifest list them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The options.</param>
    /// <param name="resolved">Values that take the place of what is written, those of the first before those of the next.</param>
    public static ImmutableArray<(string Name, string Value)> Listed(
        this ParseResult parsed, IEnumerable<Option> options, params Dictionary<Option, string>[] resolved) =>
    [
        .. from option in options
           let value = resolved.Select(r => r.GetValueOrDefault(option)).FirstOrDefault(static v => v is not null) ?? parsed.Written(option)
           where value is not null
           select (option.Name.TrimStart('-'), value),
    ];

    /// <summary>Refuses options that have no part in what is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The options.</param>
    /// <param name="complaint">The complaint about one, given its name.</param>
    /// <exception cref="FlowDemoException">One of them is given.</exception>
    public static void Refuse(this ParseResult parsed, IEnumerable<Option> options, Func<string, string> complaint)
    {
        if (options.FirstOrDefault(o => parsed.IsGiven(o)) is Option idle)
        {
            throw new FlowDemoException(complaint(idle.Name));
        }
    }

    /// <summary>Reads a whole number in a range.</summary>
    public static int Whole(string option, string text, int minimum, int maximum) =>
        TryInteger(text, out long value) && value >= minimum && value <= maximum
            ? (int)value
            : throw Unfit(option, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"));

    /// <summary>Reads a number in a range.</summary>
    public static double Number(string option, string text, double minimum, double maximum) =>
        TryNumber(text, out double value) && value >= minimum && value <= maximum
            ? value
            : throw Unfit(option, text, string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"));

    /// <summary>Reads a number above 0.</summary>
    public static double Positive(string option, string text, double maximum) =>
        TryNumber(text, out double value) && value > 0 && value <= maximum
            ? value
            : throw Unfit(option, text, string.Create(CultureInfo.InvariantCulture, $"a positive number up to {maximum}"));

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

    /// <summary>Reads one of a few words.</summary>
    public static string Word(string option, string text, IReadOnlyList<string> choices) =>
        choices.Contains(text) ? text : throw UnknownWord(option, text, choices);

    /// <summary>The complaint about a word that is none of the choices.</summary>
    public static FlowDemoException UnknownWord(string option, string text, IReadOnlyList<string> choices)
    {
        string guess = NameList.Nearest(text, choices) is string nearest ? $" Did you mean '{nearest}'?" : string.Empty;
        return new FlowDemoException($"'{option}' takes one of {string.Join(", ", choices)}; '{text}' is not one of them.{guess}");
    }

    private static FlowDemoException Unfit(string option, string text, string allowed) =>
        new($"'{option}' takes {allowed}; '{text}' is not that.");
}
