using System.Globalization;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Methods.Meta;

/// <summary>
/// A velocity for a family of populations, conditioned on an embedding of a population's source samples, so that it serves
/// populations that it has not seen: <c>v = argmin sum_p E|v((1 - t) x0 + t x1, t | phi(p)) - (x1 - x0)|^2</c>. The family: the
/// target turned by angles from 0 to a largest one; the source of each is its blurred self, x0 = x1 + s n, whose exact velocity is
/// known for every member. Reports how far transported samples end from the exact flow's (RMSE) and from the target (W2), on
/// training populations, on unseen ones between them and on unseen ones beyond.
/// </summary>
/// <param name="populations">Training populations, at least 1.</param>
/// <param name="degrees">Largest training angle.</param>
/// <param name="blur">s; data units.</param>
/// <param name="dimensions">Numbers in an embedding at most.</param>
/// <remarks>
/// Atanackovic et al., Meta Flow Matching: Integrating Vector Fields on the Wasserstein Manifold, 2024, arXiv 2408.14608, with a
/// mean embedding (see <see cref="PopulationEmbedding"/>) in place of a graph network, and regressions in closed form.
/// </remarks>
internal sealed class MetaFlowMatching(int populations, double degrees, double blur, int dimensions) : ITrainingMethod
{
    /// <summary>Times at which each pair is looked at.</summary>
    private const int Repeats = 4;
    private const int FewestPairs = 32;

    /// <summary>Unseen populations of each kind, and training populations that findings are measured on.</summary>
    private const int TestCount = 6;

    /// <summary>How far beyond the training angles the unseen ones go, as a share of their range.</summary>
    private const double Beyond = 0.25;
    private const int DefaultFeatures = 200;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "meta", "Meta flow matching: one field for a family of populations, conditioned on samples of the source.", static a =>
            new MetaFlowMatching(a.Integer(0, 1, 200), a.Number(1, 0, 360), a.Number(2, 0.01, 100), a.Integer(3, 1, 6)))
    {
        Formula = "v = argmin sum_p E|v((1 - t) x0 + t x1, t | phi(p)) - (x1 - x0)|^2, x0 = x1 + s n, phi(p) an embedding of population "
            + "p's x0",
        Order = "one field for all members of the family",
        Cost = "no evaluation of the teacher: it learns from data; the fit takes one linear system of (1 + dimensions) times the features",
        Source = "Atanackovic et al., Meta Flow Matching: Integrating Vector Fields on the Wasserstein Manifold, 2024, arXiv 2408.14608",
        Notes = "A study, whose findings are its result: W2 and RMSE of MFM, FM (no condition), CGFM (the population's number) and the "
            + "exact flow, on turned targets seen and unseen. "
            + "The file holds the field of the target itself; it starts from blurred data, so compare, which starts from noise, refuses "
                + "it. Fourier features, --features of them, 200 by default.",
        Parameters =
        [
            new MethodParameter("populations", "24", "training populations, 1 to 200"),
            new MethodParameter("degrees", "30", "the target is turned by 0 up to so much, 0 to 360"),
            new MethodParameter("blur", "1", "s, 0.01 to 100; data units"),
            new MethodParameter("dimensions", "4", "numbers in an embedding at most, 1 to 6"),
        ],
    };

    /// <inheritdoc/>
    public string? NotForNoise => "its flow starts from blurred data instead of noise, and its figures are those that training prints";

    /// <inheritdoc/>
    public TrainingOptions Adapt(TrainingOptions options)
    {
        return options.Regressor == RegressorKind.Affine
            ? options
            : options with { Regressor = RegressorKind.Fourier, Residual = false, Features = options.Features ?? DefaultFeatures };
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        LinearPathOnly.Require(context, "meta");
        if (context.IsGuided)
        {
            throw new FlowDemoException("The method 'meta' learns from data, and a guided flow has none of its own; leave out --guidance.");
        }

        int pairs = context.Options.Pairs / populations;
        if (pairs < FewestPairs)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"{context.Options.Pairs} pairs are {pairs} for each of {populations} populations; ask for "
                    + $"at least {FewestPairs * populations} with --pairs."));
        }

        RandomSource random = RandomStream.Open(context.Options.Seed, NoiseStream.Data);
        Population[] seen = [.. Enumerable.Range(0, populations).Select(p => Draw(context, Angle(p), pairs, random))];
        IFeatureMap features = Features(context);
        RidgeMoments[] moments = [.. seen.Select((p, i) => RidgeMoments.Of(features, Rows(p, i), context.Execution))];
        PopulationEmbedding embedding = new(
            [.. seen.Select(static p => p.Sources)],
            dimensions,
            Math.Sqrt(context.Target.TotalVariance + (2 * blur * blur)) / 4,
            context.Options.Seed);
        double[][] conditions = [.. seen.Select(p => embedding.Of(p.Sources))];
        MetaStudents students = MetaStudents.Fit(context, features, moments, conditions);
        context.Report("training populations", populations);
        context.Report("numbers in an embedding", embedding.Dimensions);
        context.Report("parameters of the conditioned field", students.Conditioned.ParameterCount);

        MetaReport report = new(context, students, embedding);
        int[] some = [.. Enumerable.Range(
            0,
            Math.Min(TestCount, populations)).Select(i => i * populations / Math.Min(TestCount, populations))];
        report.Measure("seen", [.. some.Select(p => (Draw(context, Angle(p), pairs, random), p))]);
        if (populations > 1)
        {
            report.Measure(
                "unseen, within the angles",
                [.. some.Select(p => (Draw(context, Angle(Math.Min(p, populations - 2) + 0.5), pairs, random), 0))]);
        }

        report.Measure(
            "unseen, beyond the angles",
            [.. Enumerable.Range(1, TestCount).Select(i => (Draw(context, degrees * (1 + (Beyond * i / TestCount)), pairs, random), 0))]);
        return [new ModelMember(
            null, new LearnedVelocityField([], [students.Conditioned.For(conditions[0])], Prediction.Velocity, context.Exact))];
    }

    /// <summary>Random features that vary over the length over which a source does, and over half of it.</summary>
    private FeatureList Features(TrainingContext context)
    {
        AffineFeatures affine = new(withTime: true);
        int count = (context.Options.Features ?? DefaultFeatures) - affine.Count;
        if (context.Options.Regressor == RegressorKind.Affine || count < 1)
        {
            return new FeatureList([affine]);
        }

        double length = Math.Sqrt((context.Target.Components.Average(static c => c.CovarianceXX + c.CovarianceYY) / 2) + (blur * blur));
        return new FeatureList([affine, FourierFeatures.Draw(count, [length, length / 2], withTime: true, context.Options.Seed)]);
    }

    private double Angle(double population) => populations == 1 ? 0 : degrees * population / (populations - 1);

    private Population Draw(TrainingContext context, double angle, int count, RandomSource random) =>
        Population.Draw(context.Target, angle, blur, count, random);

    private static RegressionBlock[] Rows(Population population, int index) =>
        [.. Enumerable.Range(0, Repeats).SelectMany(r => ReflowStudent.Rows(
            population.Sources, population.Ends, fraction => (fraction + TimeDensity.Fraction((index * Repeats) + r)) % 1))];
}
