using System.Globalization;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>
/// Figures as people read them: as many digits as the 95 % interval leaves meaning to, and never more than four. What is read
/// by a program is written in full instead.
/// </summary>
public static class FigureText
{
    private const int MostDigits = 4;
    private const int DigitsWithoutInterval = 3;

    /// <summary>The figure: <c>0.351</c>, <c>2.5e-6</c>, <c>inf</c>.</summary>
    /// <param name="estimate">The figure and its interval.</param>
    public static string Value(Estimate estimate) => Parts(estimate).Value;

    /// <summary>Half the width of the interval, rounded up: <c>±.004</c>; empty where there is no interval.</summary>
    /// <param name="estimate">The figure and its interval.</param>
    public static string Margin(Estimate estimate) => Parts(estimate).Margin;

    /// <summary>A number alone, to three significant digits.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => Value(Estimate.Exact(value));

    private static (string Value, string Margin) Parts(Estimate estimate)
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
        int last = hasMargin ? Math.Max(MarginExponent(margin), leading - MostDigits + 1) : leading - DigitsWithoutInterval + 1;
        return leading is < -3 or > 4
            ? (Scientific(value, last), hasMargin ? "±" + Scientific(RoundUp(margin, last), last) : string.Empty)
            : (Fixed(value, last), hasMargin ? "±" + WithoutLeadingZero(Fixed(RoundUp(margin, last), last)) : string.Empty);
    }

    /// <summary>The power of ten of the first significant digit.</summary>
    private static int Exponent(double value) => (int)Math.Floor(Math.Log10(value) + 1e-12);

    /// <summary>The power of ten of the last digit of a margin: one digit, two when it begins with a 1.</summary>
    private static int MarginExponent(double margin)
    {
        int exponent = Exponent(margin);
        return margin < 2 * Math.Pow(10, exponent) ? exponent - 1 : exponent;
    }

    private static double RoundUp(double margin, int last)
    {
        double unit = Math.Pow(10, last);
        return Math.Max(1, Math.Ceiling((margin / unit) - 1e-9)) * unit;
    }

    private static string Fixed(double value, int last) => value.ToString("F" + Math.Max(0, -last).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) switch
    {
        // A figure that rounds to nothing has no sign.
        string text when text.StartsWith('-') && !text.AsSpan().ContainsAnyInRange('1', '9') => text[1..],
        string text => text,
    };

    private static string WithoutLeadingZero(string text) => text.StartsWith("0.", StringComparison.Ordinal) ? text[1..] : text;

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
