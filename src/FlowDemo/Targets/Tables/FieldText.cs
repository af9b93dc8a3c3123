using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowDemo.Targets.Tables;

/// <summary>What stands before the decimals of a number.</summary>
internal enum DecimalMark
{
    /// <summary>1.5.</summary>
    Point,

    /// <summary>1,5.</summary>
    Comma,
}

/// <summary>Reads the fields of a table as numbers, in the invariant culture, with a typographic minus or a plain one.</summary>
internal static partial class FieldText
{
    private const char TypographicMinus = '\u2212';

    /// <summary>Reads a number; infinities and NaN count, so that they are complained about and not taken for words.</summary>
    /// <param name="field">The field.</param>
    /// <param name="mark">What stands before the decimals.</param>
    /// <param name="value">The number.</param>
    public static bool TryNumber(string field, DecimalMark mark, out double value)
    {
        string text = field.Contains(TypographicMinus, StringComparison.Ordinal) ? field.Replace(TypographicMinus, '-') : field;
        if (mark == DecimalMark.Comma && text.Contains(',', StringComparison.Ordinal))
        {
            text = WithComma().IsMatch(text) ? text.Replace(',', '.') : "?";
        }
        else if (mark == DecimalMark.Comma && text.Contains('.', StringComparison.Ordinal))
        {
            text = "?";
        }

        if (text.AsSpan().Trim().TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Whether a comma may stand before decimals or between thousands.</summary>
    /// <param name="field">The field.</param>
    public static bool MayBeThousands(string field) => OneGroup().IsMatch(field);

    /// <summary>Whether a person would call it a number, though it is not written as a plain one: $12, 12%, 1,234.5.</summary>
    /// <param name="field">The field.</param>
    public static bool IsDecoratedNumber(string field) => Decorated().IsMatch(field);

    [GeneratedRegex(@"^\s*[-+]?[0-9]+,[0-9]+([eE][-+]?[0-9]+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex WithComma();

    [GeneratedRegex(@"^\s*[-+]?[1-9][0-9]{0,2},[0-9]{3}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OneGroup();

    [GeneratedRegex(
        @"^\s*[-+\u2212]?\s*[$\u20AC\u00A3\u00A5]?\s*[-+\u2212]?([0-9]{1,3}([,.' \u00A0\u202F\u2019][0-9]{3})+([.,][0-9]+)?|[0-9]+([.,][0-9]+)?)\s*[%$\u20AC\u00A3\u00A5]?\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Decorated();
}

/// <summary>The words that stand for a missing value, in capitals or not; an empty field always does.</summary>
/// <param name="list">The words, separated by commas; null for the usual ones.</param>
internal sealed class MissingMarks(string? list)
{
    private readonly HashSet<string> words =
        new(
            (list ?? TableForm.UsualMissing).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a field is missing.</summary>
    /// <param name="field">The field.</param>
    public bool Contains(string field) => field.AsSpan().IsWhiteSpace() || words.Contains(field.Trim());
}
