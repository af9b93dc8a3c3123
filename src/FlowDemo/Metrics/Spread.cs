using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Sampling;

namespace FlowDemo.Metrics;

/// <summary>
/// How far the total variance of the end points is from the target's, <c>|tr S / tr Sigma - 1|</c>: what shows whether steps draw the
/// samples together, and whether noise that is added in them makes up for it.
/// </summary>
internal sealed class Spread : IMetric
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "spread", "Error of the total variance, the trace of the covariance, against the target's.", static _ => new Spread())
    {
        Formula = "|tr S / tr Sigma - 1|",
        Notes = "A note says whether a row is narrower or wider than the target. The floor is what the exact end points score. Interval: "
            + "jackknife over independent sets. A row may have the right spread by two errors that cancel.",
    };

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "%";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => true;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement) => Signed(measurement, measurement.End).Magnitude with
    {
        Floor = 100 * Math.Abs(Excess(measurement, measurement.Reference)),
    };

    /// <inheritdoc/>
    public string? Remark(Measurement measurement) => Signed(measurement, measurement.End) switch
    {
        { High: < 0 } => "spread: narrower than the target",
        { Low: > 0 } => "spread: wider than the target",
        _ => null,
    };

    /// <summary><c>tr S / tr Sigma - 1</c> of some end points.</summary>
    /// <param name="measurement">What they are of.</param>
    /// <param name="points">The points.</param>
    internal static double Excess(Measurement measurement, SampleBatch points)
    {
        PlaneMoments target = PlaneMoments.Of(measurement.Target);
        return Excess(PlaneMoments.Sums(points, 0, points.Count, target), target);
    }

    private static double Excess(PlaneMoments.Sum sum, PlaneMoments target) =>
        ((sum.Moments.XX + sum.Moments.YY) / (target.XX + target.YY)) - 1;

    private static Estimate Signed(Measurement measurement, SampleBatch points)
    {
        if (!EndpointError.AreFinite(points))
        {
            return Estimate.Exact(double.PositiveInfinity);
        }

        NoiseSet noise = measurement.Noise;
        PlaneMoments target = PlaneMoments.Of(measurement.Target);
        PlaneMoments.Sum[] groups = PlaneMoments.Groups(noise, points, target);
        PlaneMoments.Sum all = groups.Aggregate(static (a, b) => a + b);
        double value = 100 * Excess(all, target);
        return groups.Length < 2
            ? Estimate.Exact(value)
            : Jackknife.Linear(value, [.. groups.Select(group => 100 * Excess(all - group, target))]);
    }
}
