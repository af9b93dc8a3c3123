using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Metrics;

/// <summary>
/// The Frechet distance of the first two moments, which FID is on features: <c>F^2 = |m - mu|^2 + tr(S + Sigma -
/// 2 (Sigma^1/2 S Sigma^1/2)^1/2)</c>, m and S of the end points, mu and Sigma the target's exact ones or those of the reference's end
/// points. It is the W2 distance between the Gaussians with these moments, and sees nothing else: a sampler that loses modes can
/// score well.
/// </summary>
/// <remarks>
/// Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter, GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash
/// Equilibrium, 2017, arXiv 1706.08500, equation 6; Dowson, Landau, The Frechet Distance between Multivariate Normal Distributions, 1982.
/// </remarks>
/// <param name="againstReference">True for the distance from the moments of the reference's end points.</param>
internal sealed class FrechetDistance(bool againstReference) : IMetric
{
    private const string Target = "target";
    private const string Reference = "reference";

    private readonly LastValue<(GaussianMixture Target, SampleBatch Reference), double> shared = new();

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "frechet", "Distance of mean and covariance from the target's, as FID.", static a =>
            new FrechetDistance(a.Word(0, Target, Reference) == Reference))
    {
        Formula = "sqrt(|m - mu|^2 + tr(S + Sigma - 2 (Sigma^1/2 S Sigma^1/2)^1/2))",
        Source = "Heusel et al., GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium, 2017, arXiv "
            + "1706.08500, equation 6",
        Notes = "Two moments only: a row that loses modes can score well. The floor is what the exact end points score; frechet:reference "
            + "has none. Interval: jackknife over independent sets.",
        Parameters = [new MethodParameter(
            "against", Target, "target: its exact moments; reference: those of the exact end points from the same noise")],
    };

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "data units";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => true;

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        PlaneMoments target = PlaneMoments.Of(measurement.Target);
        if (!againstReference)
        {
            double floor = shared.Get((measurement.Target, measurement.Reference), () =>
                Distance(PlaneMoments.Sums(measurement.Reference, 0, measurement.Reference.Count, target).Moments, target));
            return Evaluate(measurement, _ => target) with { Floor = floor };
        }

        PlaneMoments.Sum[] groups = PlaneMoments.Groups(measurement.Noise, measurement.Reference, target);
        PlaneMoments.Sum all = groups.Aggregate(static (a, b) => a + b);
        return Evaluate(measurement, g => (g < 0 ? all : all - groups[g]).Moments);
    }

    /// <summary>The distance between two pairs of moments.</summary>
    /// <param name="a">Mean and covariance.</param>
    /// <param name="b">Others.</param>
    internal static double Distance(PlaneMoments a, PlaneMoments b)
    {
        double dx = a.MeanX - b.MeanX;
        double dy = a.MeanY - b.MeanY;
        return Math.Sqrt((dx * dx) + (dy * dy) + PlaneMoments.SquaredBures(a, b));
    }

    /// <param name="measurement">The row.</param>
    /// <param name="others">The moments to compare with where group g is left out; g is -1 for all of them.</param>
    private static Estimate Evaluate(Measurement measurement, Func<int, PlaneMoments> others)
    {
        if (!EndpointError.AreFinite(measurement.End))
        {
            return Estimate.Exact(double.PositiveInfinity);
        }

        PlaneMoments.Sum[] groups = PlaneMoments.Groups(measurement.Noise, measurement.End, PlaneMoments.Of(measurement.Target));
        PlaneMoments.Sum all = groups.Aggregate(static (a, b) => a + b);
        double value = Distance(all.Moments, others(-1));
        return groups.Length < 2
            ? Estimate.Exact(value)
            : Jackknife.Positive(value, [.. groups.Select((group, g) => Distance((all - group).Moments, others(g)))]);
    }
}
