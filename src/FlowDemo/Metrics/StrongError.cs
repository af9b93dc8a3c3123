using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;

namespace FlowDemo.Metrics;

/// <summary>
/// The strong error of a sampler that adds noise: how far its samples end from those of the same method on steps cut into many parts,
/// driven by the same Brownian path. <c>sqrt(1/n sum |x_i - y_i|^2)</c>, or the median of the distances.
/// </summary>
/// <remarks>
/// Kloeden, Platen, Numerical Solution of Stochastic Differential Equations, 1992, section 9.6. The finer run has an error of its own,
/// about the parts-th part of the row's for a method of strong order 1.
/// </remarks>
/// <param name="parts">Parts of each step of the row.</param>
/// <param name="isMedian">True for the median.</param>
internal sealed class StrongError(int parts, bool isMedian) : IMetric
{
    private const string Rms = "rms";
    private const string Median = "median";

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "strong", "Strong error of a row with noise: RMS distance from finer steps on the same noise.", static a =>
            new StrongError(a.Integer(0, 2, 1024), a.Word(1, Rms, Median) == Median))
    {
        Formula = "sqrt(1/n sum |x_i - y_i|^2), y by the same method, each step cut into parts, on the same Brownian path",
        Cost = "one run of so many times the steps, which NFE does not count",
        Source = "Kloeden, Platen, Numerical Solution of Stochastic Differential Equations, 1992, section 9.6",
        Notes = "For rows with noise alone. It says how well the steps follow their own equation, not how near the samples are to the "
            + "target. Halving the steps of em halves the median; samples that change modes hold up the RMS.",
        Parameters =
        [
            new("parts", "32", "parts of each step in the finer run, 2 to 1024."),
            new("what", Rms, "rms: root mean square; median: of the distances."),
        ],
    };

    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public int Passes => parts;

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => measurement.OnSameNoise is not null;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => measurement.IsStochastic
        ? "needs finer steps on the same noise, which this method does not have here"
        : "is for samplers that add noise; rmse is that of the others";

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        double[] squares = EndpointError.Squared(measurement.End, measurement.OnSameNoise!(parts));
        return isMedian
            ? Intervals.Quantile(measurement.Noise, Array.ConvertAll(squares, Math.Sqrt), 0.5)
            : Intervals.RootMean(measurement.Noise, squares);
    }
}
