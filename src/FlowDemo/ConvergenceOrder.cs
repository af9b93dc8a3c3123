using System.Globalization;

namespace FlowDemo;

/// <summary>How fast the error of a method falls as its steps get shorter: what the lists say of it, and what the tests measure.</summary>
/// <param name="Value">p: N steps leave an error of about N^-p. For a method that fits itself, before any fit.</param>
/// <param name="Remark">What the lists say behind the number, with what separates it.</param>
public sealed record ConvergenceOrder(double Value, string Remark = "")
{
    /// <summary>How far from p the slope from 160 to 320 steps may be; more where p is only reached slowly.</summary>
    public double Slack { get; init; } = 0.15;

    /// <summary>
    /// p on the path vp, on a uniform grid, where it is less than on the others: log(alpha / sigma) is steeper there near the ends.
    /// </summary>
    public double? OnVariancePreserving { get; init; }

    /// <summary>What the lists say instead; null for the number and the remark.</summary>
    public string? Text { get; init; }

    /// <summary>The order of a method that is another one before any fit.</summary>
    /// <param name="id">Id of the other.</param>
    public ConvergenceOrder As(string id) => this with { Text = "as " + id };

    /// <inheritdoc/>
    public override string ToString() => Text ?? string.Create(
        CultureInfo.InvariantCulture,
        $"{Value}{Remark}{(OnVariancePreserving is double vp ? FormattableString.Invariant($", on vp {vp}") : string.Empty)}");
}
