using System.Globalization;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>
/// Figures as people read them: as many digits as the 95 % interval leaves meaning to, and never more than a few. What is read
/// by a program is written in full instead.
/// </summary>
/// <param name="mostDigits">Significant digits that a figure may have, at least 2.</param>
/// <param name="marginDigits">Significant digits of a margin that begins with a 1; any other has one.</param>
/// <param name="leadingZero">Whether a figure below 1 begins with a zero; a margin never does.</param>
public sealed class FigureText(int mostDigits, int marginDigits, bool leadingZero)
{
    private const int DigitsWithoutInterval = 3;

    /// <summary>Up to four digits.</summary>
    public static FigureText Full { get; } = new(mostDigits: 4, marginDigits: 2, leadingZero: true);

    /// <summary>Up to three digits and no zero before the point, for narrow places: <c>.351</c>.</summary>
    public static FigureText Short { get; } = new(mostDigits: 3, marginDigits: 1, leadingZero: false);

    /// <summary>The figure: <c>0.351</c>, <c>2.5e-6</c>, <c>inf</c>, and <c>&gt;=0.351</c> for a lower bound.</summary>
    /// <param name="estimate">The figure and its interval.</param>
    public string Value(Estimate estimate) => (estimate.IsLowerBound ? ">=" : string.Empty) + Parts(estimate).Value;

    /// <summary>Half the width of the interval, rounded up: <c>±.004</c>; empty where there is no interval.</summary>
    /// <param name="estimate">The figure and its interval.</param>
    public string Margin(Estimate estimate) => Parts(estimate).Margin;

    /// <summary>A number alone, to three significant digits.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => Full.Value(Estimate.Exact(value));

    private (string Value, string Margin) Parts(Estimate estimate)
    {
        double value = estimate.Value;
        if (!double.IsFinite(value))
        {
            return (double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf", string.Empty);
        }

        double margin = (estimate.High - estimate.Low) / 2;
        bool hasMargin = margin > 0;
        if (hasMargin && !double.IsFinite(margin))
        {
            return (Parts(Estimate.Exact(value)).Value, "±inf");
        }

        double scale = Math.Max(Math.Abs(value), hasMargin ? margin : 0);
        if (!hasMargin && double.IsInteger(value) && scale < 1000)
        {
            return (value.ToString("F0", CultureInfo.InvariantCulture), string.Empty);
        }

        int leading = Exponent(scale);
        int last = hasMargin ? Math.Max(MarginExponent(margin), leading - mostDigits + 1) : leading - DigitsWithoutInterval + 1;
        return leading is < -3 or > 4
            ? (Scientific(value, last), hasMargin ? "±" + Scientific(RoundUp(margin, last), last) : string.Empty)
            : (
                leadingZero ? Fixed(value, last) : WithoutLeadingZero(Fixed(value, last)),
                hasMargin ? "±" + WithoutLeadingZero(Fixed(RoundUp(margin, last), last)) : string.Empty);
    }

    /// <summary>The power of ten of the first significant digit.</summary>
    private static int Exponent(double value) => (int)Math.Floor(Math.Log10(value) + 1e-12);

    /// <summary>The power of ten of the last digit of a margin.</summary>
    private int MarginExponent(double margin)
    {
        int exponent = Exponent(margin);
        return margin < 2 * Math.Pow(10, exponent) ? exponent - marginDigits + 1 : exponent;
    }

    private static double RoundUp(double margin, int last)
    {
        double unit = Math.Pow(10, last);
        return Math.Max(1, Math.Ceiling((margin / unit) - 1e-9)) * unit;
    }

    private static string Fixed(double value, int last) =>
        value.ToString("F" + Math.Max(0, -last).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) switch
        {
            // A figure that rounds to nothing has no sign.
            string text when text.StartsWith('-') && !text.AsSpan().ContainsAnyInRange('1', '9') => text[1..],
            string text => text,
        };

    private static string WithoutLeadingZero(string text) =>
        text.StartsWith("0.", StringComparison.Ordinal) ? text[1..]
        : text.StartsWith("-0.", StringComparison.Ordinal) ? "-" + text[2..]
        : text;

    private static string Scientific(double value, int last)
    {
        if (value == 0)
        {
            return "0";
        }

        int decimals = Math.Max(0, Exponent(Math.Abs(value)) - last);
        return value.ToString((decimals == 0 ? "0" : "0." + new string('0', decimals)) + "e-0", CultureInfo.InvariantCulture);
    }
}
