using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Metrics;

/// <summary>
/// The Kullback-Leibler divergence of what the discrete sampler draws from the target: the sampler is a smooth map T with a known
/// Jacobian, so <c>KL = E[log p0(x0) - log |det dT/dx0| - log p(T(x0))]</c>, estimated without bias over the noise.
/// </summary>
/// <remarks>
/// Infinite where the map collapses, as one Euler step from pure noise does. Where the map folds, several points have the same
/// image, their densities add up, and the value is a lower bound. It is not the integral of the divergence of u along the
/// path, which is the density of the exact flow only; and, as any KL of this direction, it hardly notices a lost mode.
/// </remarks>
internal sealed class KullbackLeibler : IMetric
{
    // Entries of the Jacobian carry rounding errors of about 1e-16 relative to the unit tangents they started from, so a smaller
    // determinant than this cannot be told from zero; a target as narrow would have a standard deviation of 1e-13.
    private static readonly double CollapsedBelow = Math.Log(1e-26);

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "kl", "Exact Kullback-Leibler divergence of the discrete sampler from the target.", static _ => new KullbackLeibler())
    {
        Formula = "E[log p0(x0) - log |det dT/dx0| - log p(T(x0))], p0 = N(0, I) unless the path says otherwise",
        Cost = "one more run of the row, with its two tangents",
        Source = "change of variables: Papamakarios et al., Normalizing Flows for Probabilistic Modeling and Inference, 2021, "
            + "arXiv:1912.02762",
        Notes = "Infinite where the map collapses (one Euler step); a lower bound where it folds.",
    };

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "nats";

    /// <inheritdoc/>
    /// <remarks>One more run of the row with its two tangents, which is as much work as four.</remarks>
    public int Passes => 4;

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => measurement is { FlowMap: not null, Flow.Field: IDifferentiableField };

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => measurement.IsStochastic
        ? "needs the density of the end points, which has no closed form where steps add noise"
        : measurement.FlowMap is null
        ? "needs the derivative of the row's map, which this solver does not carry"
        : "needs the derivative of the field, which this one does not have";

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        DiscreteFlowMap map = MapOf(measurement);
        double[] terms = new MixtureDensity(measurement.Target).LogDensity(map.End, measurement.Execution);
        ReadOnlySpan<double> x = measurement.Noise.Points.Coordinate(0);
        ReadOnlySpan<double> y = measurement.Noise.Points.Coordinate(1);
        for (int i = 0; i < terms.Length; i++)
        {
            double logNoise = measurement.Flow.Start?.LogDensity(x[i], y[i])
                ?? (-0.5 * ((x[i] * x[i]) + (y[i] * y[i]))) - Math.Log(2 * Math.PI);
            double term = logNoise - map.LogAbsDeterminant[i] - terms[i];
            terms[i] = IsCollapsed(map.LogAbsDeterminant[i]) || double.IsNaN(term) ? double.PositiveInfinity : term;
        }

        return Intervals.Mean(measurement.Noise, terms) with
        {
            IsLowerBound = map.Folds > 0 && !Array.Exists(
            map.LogAbsDeterminant,
            IsCollapsed)
        };
    }

    /// <inheritdoc/>
    public string? Remark(Measurement measurement)
    {
        DiscreteFlowMap map = MapOf(measurement);
        if (Array.Exists(map.LogAbsDeterminant, IsCollapsed))
        {
            return "KL is infinite: the map sends different samples to the same point, so that it has no density";
        }

        double folded = 100.0 * map.Folds / map.LogAbsDeterminant.Length;
        return folded > 0
            ? string.Create(CultureInfo.InvariantCulture, $"KL is a lower bound: the map folds at {folded:0.##} % of the samples")
            : null;
    }

    private static DiscreteFlowMap MapOf(Measurement measurement) =>
        measurement.FlowMap?.Value ?? throw new InvalidOperationException(
            "This metric does not apply to a row without a differentiable map.");

    private static bool IsCollapsed(double logAbsDeterminant) => logAbsDeterminant < CollapsedBelow;
}
