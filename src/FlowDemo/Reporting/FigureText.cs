using System.Globalization;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>
/// Figures as people read them: two digits of the 95 % interval, and of the figure what they leave meaning to. What is read by a
/// program is written in full instead.
/// </summary>
/// <param name="isNarrow">Whether places are dear: no zero before the point, and the interval in units of the last digits.</param>
public sealed class FigureText(bool isNarrow)
{
    private const int MarginDigits = 2;

    /// <summary>A figure with more digits is not read; an interval that is narrower yet stands by itself.</summary>
    private const int MostDigits = 6;

    private const int DigitsWithoutInterval = 3;

    /// <summary>The figure, and half of its interval behind a sign: <c>0.3512±.0013</c>.</summary>
    public static FigureText Full { get; } = new(isNarrow: false);

    /// <summary>The same for narrow places: <c>.3512(13)</c>.</summary>
    public static FigureText Short { get; } = new(isNarrow: true);

    /// <summary>The figure: <c>0.351</c>, <c>2.5e-6</c>, <c>inf</c>, and <c>&gt;=0.351</c> for a lower bound.</summary>
    /// <param name="estimate">The figure and its interval.</param>
    public string Value(Estimate estimate) => (estimate.IsLowerBound ? ">=" : string.Empty) + Parts(estimate).Value;

    /// <summary>
    /// What stands behind the figure for half the width of the interval, rounded up: <c>±.0013</c> or <c>(13)</c>; empty where
    /// there is no interval.
    /// </summary>
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
        int lastOfMargin = hasMargin ? Exponent(margin) - MarginDigits + 1 : leading - DigitsWithoutInterval + 1;
        int last = Math.Max(lastOfMargin, leading - MostDigits + 1);
        bool isScientific = leading is < -3 or > 4;
        string text = isScientific ? Scientific(value, last) : WithoutLeadingZero(Fixed(value, last), isNarrow);
        if (!hasMargin)
        {
            return (text, string.Empty);
        }

        double shown = RoundUp(margin, lastOfMargin);
        return last > lastOfMargin ? (text, "±" + Scientific(shown, lastOfMargin))
            : isScientific && isNarrow && Math.Abs(value) >= shown ? InLastDigits(text, shown)
            : isScientific ? (text, "±" + Scientific(shown, last))
            : isNarrow ? (text, $"({InLastDigits(shown, last)})")
            : (text, "±" + WithoutLeadingZero(Fixed(shown, last), true));
    }

    /// <summary>A margin in units of the last digit of its figure; one of more than 1 as it is.</summary>
    private static string InLastDigits(double margin, int last) =>
        margin >= 1 ? Fixed(margin, last) : Fixed(margin / Math.Pow(10, last), 0);

    /// <summary>The same before the power of ten that figure and margin share.</summary>
    private static (string Value, string Margin) InLastDigits(string text, double margin)
    {
        string[] parts = text.Split('e');
        int decimals = parts[0].Length - parts[0].IndexOf('.', StringComparison.Ordinal) - 1;
        double unit = Math.Pow(10, int.Parse(parts[1], CultureInfo.InvariantCulture));
        return (parts[0], $"({InLastDigits(margin / unit, -decimals)})e{parts[1]}");
    }

    /// <summary>The power of ten of the first significant digit.</summary>
    private static int Exponent(double value) => (int)Math.Floor(Math.Log10(value) + 1e-12);

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

    private static string WithoutLeadingZero(string text, bool isWanted) =>
        !isWanted ? text
        : text.StartsWith("0.", StringComparison.Ordinal) ? text[1..]
        : text.StartsWith("-0.", StringComparison.Ordinal) ? "-" + text[2..]
        : text;

    private static string Scientific(double value, int last)
    {
        if (value == 0)
        {
            return "0";
        }

        // A figure that rounds up to the next power of ten keeps its last digit.
        double unit = Math.Pow(10, last);
        double rounded = Math.Round(value / unit) * unit;
        value = rounded != 0 && Exponent(Math.Abs(rounded)) > Exponent(Math.Abs(value)) ? rounded : value;
        int decimals = Math.Max(0, Exponent(Math.Abs(value)) - last);
        return value.ToString((decimals == 0 ? "0" : "0." + new string('0', decimals)) + "e-0", CultureInfo.InvariantCulture);
    }
}
