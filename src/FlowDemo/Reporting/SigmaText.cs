using System.Globalization;

namespace FlowDemo.Reporting;

/// <summary>Noise levels as other programs read them: fixed notation with a decimal point, never an exponent.</summary>
internal static class SigmaText
{
    /// <summary>Writes one noise level in the fewest digits that stand for it; one far below 1 keeps 28 decimals.</summary>
    /// <param name="sigma">From 0 to 1.</param>
    public static string Of(double sigma)
    {
        // A decimal is always written in fixed notation, which some readers rely on.
        string text = decimal.Parse(sigma.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>Writes several, separated by a comma and a space.</summary>
    /// <param name="sigmas">From 0 to 1 each.</param>
    public static string List(IEnumerable<double> sigmas) => string.Join(", ", sigmas.Select(Of));
}
