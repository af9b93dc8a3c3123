using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;

namespace FlowDemo.Metrics;

/// <summary>
/// The transport error that can be told without a reference: the distance between where samples end and where a method of one order
/// more ends on the same grid, for Euler Heun's. <c>sqrt(1/n sum |x_i - y_i|^2)</c>; with <c>rank</c>, one less Spearman's
/// correlation of the distances with the true errors, sample by sample: 0 says that the prediction orders the samples rightly.
/// </summary>
/// <remarks>
/// Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section II.4, on embedded pairs; taken over the whole way
/// instead of one step, so that what the flow does to an error is in it.
/// </remarks>
/// <param name="isRank">True for the rank correlation.</param>
internal sealed class PredictedError(bool isRank) : IMetric
{
    private const string Size = "size";
    private const string Rank = "rank";

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "predicted", "Transport error told without a reference, by a method of one order more.", static a =>
            new PredictedError(a.Word(0, Size, Rank) == Rank))
    {
        Formula = "sqrt(1/n sum |x_i - y_i|^2), y of the next order on the same grid; rank: 1 - Spearman(|x - y|, |x - xref|)",
        Cost = "one run of the method of the next order, which NFE does not count",
        Source = "Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section II.4",
        Notes = "For euler, ddim, Runge-Kutta and Adams-Bashforth methods of order up to 3. predicted:rank is 0 where the prediction "
            + "orders samples as their true errors do.",
        Parameters = [new MethodParameter(
            "what", Size, "size: the predicted rmse; rank: 1 less the rank correlation with the true errors")],
    };

    /// <inheritdoc/>
    public string Unit => isRank ? "1 - correlation" : "data units";

    /// <inheritdoc/>
    public int Passes => 2;

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => measurement.NextOrderEnd is not null && !measurement.IsStochastic;

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) =>
        measurement.IsStochastic ? Measurement.WhyNotPaired : "needs a method of the next order, which this solver does not have here";

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        double[] predicted = EndpointError.Squared(measurement.End, measurement.NextOrderEnd!.Value);
        return isRank
            ? Correlation(measurement, predicted, EndpointError.Squared(measurement.End, measurement.Reference))
            : Intervals.RootMean(measurement.Noise, predicted);
    }

    private static Estimate Correlation(Measurement measurement, double[] predicted, double[] exact)
    {
        int groups = SampleGroups.Count(measurement.Noise, 32);
        double value = 1 - MathNet.Numerics.Statistics.Correlation.Spearman(predicted, exact);
        double[] leaveOneOut = new double[groups];
        measurement.Execution.ForEach(groups, g =>
        {
            (int start, int end) = (SampleGroups.Start(measurement.Noise, groups, g), SampleGroups.Start(measurement.Noise, groups, g + 1));
            leaveOneOut[g] = 1 - MathNet.Numerics.Statistics.Correlation.Spearman(
                [.. predicted[..start], .. predicted[end..]], [.. exact[..start], .. exact[end..]]);
        });
        return !double.IsFinite(value) ? Estimate.Exact(1)
            : Array.TrueForAll(leaveOneOut, double.IsFinite) ? Jackknife.Linear(value, leaveOneOut)
            : Estimate.Exact(value);
    }
}
