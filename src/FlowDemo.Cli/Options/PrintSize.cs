using System.Globalization;

namespace FlowDemo.Cli.Options;

/// <summary>Reads sizes of print: <c>3.25x2.4in</c>, <c>8pt</c>.</summary>
internal static class PrintSize
{
    private const double SmallestSide = 72;
    private const double LargestSide = 72 * 40;
    private const double SmallestLetter = 4;
    private const double LargestLetter = 40;

    private static readonly (string Unit, double Points)[] Units = [("in", 72), ("cm", 72 / 2.54), ("mm", 72 / 25.4), ("pt", 1)];

    /// <summary>Reads width and height.</summary>
    /// <param name="option">Name of the option for the complaint.</param>
    /// <param name="text">As in <c>3.25x2.4in</c>.</param>
    /// <returns>Both in points.</returns>
    /// <exception cref="FlowDemoException">It is not that, or too small or large.</exception>
    public static (double Width, double Height) Parse(string option, string text)
    {
        (string unit, double points) = Array.Find(Units, u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        string[] sides = unit is null ? [] : text[..^unit.Length].Split('x');
        return sides is [string w, string h]
            && ArgumentText.TryNumber(w, out double width) && ArgumentText.TryNumber(h, out double height)
            && width * points is >= SmallestSide and <= LargestSide && height * points is >= SmallestSide and <= LargestSide
            ? (Math.Round(width * points, 2), Math.Round(height * points, 2))
            : throw new FlowDemoException(
                $"'{option}' takes width x height in in, cm, mm or pt, as in 3.25x2.4in, each from 1 to 40 inches; '{text}' is not that.");
    }

    /// <summary>Reads the size of letters.</summary>
    /// <param name="option">Name of the option for the complaint.</param>
    /// <param name="text">As in <c>8pt</c>.</param>
    /// <exception cref="FlowDemoException">It is not that, or too small or large.</exception>
    public static double ParseFont(string option, string text) =>
        ArgumentText.TryNumber(text.EndsWith("pt", StringComparison.Ordinal) ? text[..^2] : text, out double size)
            && size is >= SmallestLetter and <= LargestLetter
            ? size
            : throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{option}' takes a size in points from {SmallestLetter} to {LargestLetter}, as in 8pt; '{text}' is not that."));
}
