using System.Globalization;

namespace FlowDemo.Tests;

/// <summary>
/// Makes the current thread write numbers as much of Europe does, with a decimal comma, until disposed: what reads or
/// writes a number without naming the invariant culture then goes wrong.
/// </summary>
public sealed class HostileCulture : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    private HostileCulture()
    {
        // The projects run without culture data, so the culture is built by hand.
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.PositiveInfinitySymbol = "unendlich";
        CultureInfo.CurrentCulture = culture;
    }

    /// <summary>Puts the culture in place.</summary>
    public static HostileCulture Enter() => new();

    /// <inheritdoc/>
    public void Dispose() => CultureInfo.CurrentCulture = before;
}
