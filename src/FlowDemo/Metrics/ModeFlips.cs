using FlowDemo.Metrics.Statistics;
using FlowDemo.Targets;

namespace FlowDemo.Metrics;

/// <summary>
/// The share of samples that end in another mode than the reference: <c>argmax_k r_k(x_i) != argmax_k r_k(xref_i)</c>, r_k the
/// responsibilities of the target at t = 1. A sample that is not finite has left its mode.
/// </summary>
internal sealed class ModeFlips : IMetric
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "flips", "Share of samples that end in another mode than the reference.", static _ => new ModeFlips())
    {
        Formula = "1/n #{i : argmax_k r_k(x_i) != argmax_k r_k(xref_i)}",
        Notes = "Left out for a single component and for kernel mixtures, where a component is no mode.",
    };

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "%";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => !measurement.IsStochastic && HasModes(measurement.Target);

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => HasModes(measurement.Target) ? Measurement.WhyNotPaired : NoModes(measurement.Target);

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        MixtureDensity density = new(measurement.Target);
        int[] modes = density.Mode(measurement.End, measurement.Execution);
        int[] expected = density.Mode(measurement.Reference, measurement.Execution);
        bool[] flipped = new bool[modes.Length];
        for (int i = 0; i < flipped.Length; i++)
        {
            flipped[i] = modes[i] != expected[i] || !double.IsFinite(measurement.End[i, 0]) || !double.IsFinite(measurement.End[i, 1]);
        }

        return Intervals.Fraction(measurement.Noise, flipped).Map(static share => 100 * share);
    }

    /// <summary>Why a target has no modes to count.</summary>
    /// <param name="target">One without.</param>
    internal static string NoModes(GaussianMixture target) => target.IsKernelMixture
        ? "needs components that are modes, and here each is a data point"
        : "needs several components, and here is one";

    /// <summary>Whether the components of a target can be taken for its modes: a component of a kernel mixture is a data point.</summary>
    /// <param name="target">The target.</param>
    internal static bool HasModes(GaussianMixture target) => target is { IsKernelMixture: false, Components.Length: > 1 };
}
