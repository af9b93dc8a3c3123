using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Regressors;

/// <summary>Chooses the features of a linear student: as many as asked for, or a default that suits the target.</summary>
internal static class FeatureDesign
{
    private const int LargestMixture = 24;
    private const int DefaultResponsibilityCount = 400;
    private const int DefaultFourierCount = 300;

    // In the order in which they help most when fewer are asked for; chosen on the calibration noise of several seeds.
    private static readonly ImmutableArray<double> Sharpnesses = [12, 60, 3, 400, 1];
    private static readonly ImmutableArray<double> Times = [0.2, -0.35, -0.1, -0.5, 0.02, -0.7];

    /// <summary>The features of a student without the time as an input.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="mixtures">The data distribution; behind it any other that the flow depends on.</param>
    public static IFeatureMap ForKnot(TrainingOptions options, params ReadOnlySpan<GaussianMixture> mixtures) =>
        Design(options, mixtures, withTime: false);

    /// <summary>The features of a student that serves all times.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="mixtures">The data distribution; behind it any other that the flow depends on.</param>
    public static IFeatureMap ForAllTimes(TrainingOptions options, params ReadOnlySpan<GaussianMixture> mixtures) =>
        Design(options, mixtures, withTime: true);

    /// <summary>Leading features that are affine and go without a penalty.</summary>
    /// <param name="withTime">Whether the time is an input.</param>
    public static int AffineCount(bool withTime) => new AffineFeatures(withTime).Count;

    private static IFeatureMap Design(TrainingOptions options, ReadOnlySpan<GaussianMixture> mixtures, bool withTime)
    {
        AffineFeatures affine = new(withTime);
        return options.Regressor switch
        {
            RegressorKind.Affine => affine,
            RegressorKind.Fourier => new FeatureList([affine, Fourier(options, affine.Count, withTime)]),
            RegressorKind.Responsibility => new FeatureList([affine, .. Responsibility(options, mixtures, affine.Count, withTime)]),
            _ => throw new FlowDemoException("This method fits a linear student; its regressors are responsibility, fourier and affine."),
        };
    }

    private static FourierFeatures Fourier(TrainingOptions options, int affine, bool withTime)
    {
        int count = (options.Features ?? DefaultFourierCount + affine) - affine;
        Require(count >= 1, options, affine + 1);
        double[] widths = withTime || IsResidual(options) ? [0.3] : [0.1, 0.3, 1];
        return FourierFeatures.Draw(count, widths, withTime, options.Seed);
    }

    /// <summary>Whether the student is fitted over the teacher: the default for features that know nothing of the target.</summary>
    /// <param name="options">What the user asked for.</param>
    public static bool IsResidual(TrainingOptions options)
    {
        return options.Residual ?? options.Regressor == RegressorKind.Fourier;
    }

    private static ImmutableArray<IFeatureMap> Responsibility(
        TrainingOptions options, ReadOnlySpan<GaussianMixture> mixtures, int affine, bool withTime)
    {
        ImmutableArray<GaussianMixture> coarse = [.. mixtures.ToArray().Select(static m => CoarseMixture.Of(m, LargestMixture))];
        int perProbe = 3 * coarse.Sum(static m => m.Components.Length) * (withTime ? 3 : 1);
        int most = Times.Length * Sharpnesses.Length;
        int probes = options.Features is int wanted
            ? Math.Min(most, (wanted - affine) / perProbe)
            : DefaultProbes(coarse, perProbe);
        Require(probes >= 1, options, affine + perProbe);
        IEnumerable<ResponsibilityFeatures> features = coarse.Select(
            m => new ResponsibilityFeatures(m, [.. Enumerable.Range(0, probes).Select(Probe)]));
        return [.. withTime ? features.Select(static f => new TimePowerFeatures(f)) : features.Cast<IFeatureMap>()];
    }

    /// <summary>
    /// All sharpnesses at one time; more times where the components differ in shape, because then one time does not tell all.
    /// </summary>
    private static int DefaultProbes(ImmutableArray<GaussianMixture> mixtures, int perProbe)
    {
        bool alike = mixtures.All(m => m.IsIsotropic && m.Components.All(c => c.CovarianceXX == mixtures[0].Components[0].CovarianceXX));
        int times = alike ? 1 : Math.Clamp(DefaultResponsibilityCount / (perProbe * Sharpnesses.Length), 1, Times.Length - 1);
        return times * Sharpnesses.Length;
    }

    private static ResponsibilityProbe Probe(int index) => new(Times[index / Sharpnesses.Length], Sharpnesses[index % Sharpnesses.Length]);

    private static void Require(bool enough, TrainingOptions options, int smallest)
    {
        if (!enough)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"{options.Features} features are too few for this regressor on this target; it needs at "
                    + $"least {smallest}."));
        }
    }
}
