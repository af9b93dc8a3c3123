using FlowDemo.Metrics.Statistics;

namespace FlowDemo.Metrics;

/// <summary>
/// The transport error on draws of the target that a method has not seen: its sampler as it is, knots, fits and all, runs on bootstrap
/// resamples of the points, each against its own reference. <c>sqrt(1/B sum_b rmse_b^2)</c>. Where it is far above rmse, what was fitted
/// knows its target by heart.
/// </summary>
/// <remarks>B. Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7, 1979.</remarks>
/// <param name="count">B, resamples.</param>
public sealed class ResampledError(int count) : IMetric
{
    /// <summary>The fewest resamples that leave an interval.</summary>
    public const int Fewest = 2;

    /// <summary>The most resamples.</summary>
    public const int Most = 256;

    /// <summary>Its name in the catalogue.</summary>
    public const string Id = "resampled";

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        Id,
        "Transport error on bootstrap resamples of the points, which no method has seen.",
        static a => new ResampledError(a.Integer(0, Fewest, Most)))
    {
        Formula = "sqrt(1/B sum_b 1/n sum_i |x_i,b - xref_i,b|^2), b a resample: the same kernels with multinomial weights",
        Cost = "one run of the row on each resample, which NFE does not count, and a reference for each",
        Source = "Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7, 1979",
        Notes = "'compare --resample B' adds it. Knots, fits and moments stay those of the target itself. Interval: Student t over the "
            + "resamples. For targets that are points. The row limit/own is what no sampler of K velocities that knows the points can "
            + "beat: the radius of information, 1/n tr[L C L' - L C B' (B C B')^-1 B C L'] with C = diag(w) - w w', L and B the slopes of "
            + "the end and of the velocities by the weights (Traub, Wasilkowski, Wozniakowski, Information-Based Complexity, 1988).",
        IsListedByPattern = false,
        Parameters = [new MethodParameter("B", "8", $"resamples, {Fewest} to {Most}")],
    };

    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public int Resamples => count;

    /// <inheritdoc/>
    public int Passes => count;

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => measurement.ResampledSquares is not null && !measurement.IsStochastic;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) =>
        measurement.IsStochastic ? Measurement.WhyNotPaired : "is about the exact flow of points, from noise to data";

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        double[] squares = measurement.ResampledSquares!.Value[..count];
        double[] ones = [.. squares.Select(static _ => 1.0)];
        return Intervals.OfPositive(isReplicated: true, GroupedRatio.Of(squares, ones)).Map(Math.Sqrt);
    }
}
