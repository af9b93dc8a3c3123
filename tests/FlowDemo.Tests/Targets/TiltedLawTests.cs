using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

/// <summary>What guidance is said to sample, and what it samples.</summary>
public sealed class TiltedLawTests
{
    private static readonly GaussianMixture Three = new(
        new GaussianComponent(0.4, -1, 0, 0.4, 0, 0.4),
        new GaussianComponent(0.35, 1, 0, 0.4, 0.1, 0.3),
        new GaussianComponent(0.25, 0, 1.2, 0.3, 0, 0.5));

    /// <summary>Prototype figures of Heun's method at many steps, of single runs of 1000 points.</summary>
    [Theory]
    [InlineData(1, 0.8375, 0.8433, 0.123)]
    [InlineData(2, 0.9814, 0.9119, 0.353)]
    [InlineData(4, 0.9982, 0.9439, 0.788)]
    [InlineData(8, 0.9999, 0.9676, 1.317)]
    public void Guidance_is_surer_of_its_class_than_the_law_that_it_is_said_to_sample(
        double guidance, double sampled, double exact, double distance)
    {
        ComparisonReport report = Compare(new ClassCondition(2, 3, guidance), 2000, "confidence", "w2:tilted");
        (_, Estimate confidence) = report.Rows[0].Metrics[0];
        (_, Estimate w2) = report.Rows[0].Metrics[1];
        TiltedLaw law = new(Three, new ClassCondition(2, 3, guidance));
        double mean = law.MeanConfidence(1 << 16, RandomStream.Open(0, NoiseStream.Metric));
        Assert.Equal(exact, mean, 0.008);
        Assert.Equal(100 * Math.Abs(sampled - mean), confidence.Value, 0.9);
        Assert.Equal(distance, w2.Value, 0.06);
        Assert.InRange(w2.Floor!.Value, 0.05, 0.2);
        Assert.Equal(
            guidance > 1,
            report.Rows[0].Notes.Contains("confidence: surer of the class than the law that guidance is said to sample"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void Draws_have_the_confidence_of_the_law(double guidance)
    {
        TiltedLaw law = new(Three, new ClassCondition(2, 3, guidance));
        SampleBatch draws = law.Draw(4000, RandomStream.Open(1, NoiseStream.Metric));
        double[] values = [.. Enumerable.Range(0, draws.Count).Select(i => law.Confidence(draws[i, 0], draws[i, 1]))];
        double mean = values.Average();
        double error = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)) / draws.Count);
        Assert.Equal(law.MeanConfidence(1 << 16, RandomStream.Open(2, NoiseStream.Metric)), mean, 4.5 * error);
    }

    /// <summary>At A = 1 nothing is rejected: the draws are those of the class itself; at 0 those of the whole.</summary>
    [Fact]
    public void The_ends_of_the_scale_are_the_class_and_the_whole()
    {
        foreach ((double guidance, GaussianMixture mixture) in new[] { (1.0, new ClassCondition(2, 2).MixtureOf(Three)), (0.0, Three) })
        {
            TiltedLaw law = new(Three, new ClassCondition(2, 2, guidance));
            SampleBatch draws = law.Draw(4000, RandomStream.Open(1, NoiseStream.Metric));
            Assert.Equal(mixture.MeanX, draws.Coordinate(0).ToArray().Average(), 4 * Math.Sqrt(mixture.CovarianceXX / 4000));
            Assert.Equal(mixture.MeanY, draws.Coordinate(1).ToArray().Average(), 4 * Math.Sqrt(mixture.CovarianceYY / 4000));
        }
    }

    [Fact]
    public void The_golden_guided_velocity()
    {
        Target target = new Target("three", TestMixtures.ThreeModes(), "three", "three").Given(new ClassCondition(1, 3, 3));
        SampleBatch x = SampleBatch.FromPoints((0.4, -0.7));
        SampleBatch u = x.NewLike();
        ExactFlow.Of(target, new LinearPath()).Field.Evaluate(0.3, x, u);
        Assert.Equal(5.335463212574, u[0, 0], 6e-13);
        Assert.Equal(1.784133929296, u[0, 1], 6e-13);
    }

    /// <summary>
    /// Guidance by a classifier is the same: <c>u_A = u + A W grad log p(c | x_t), W = sigma^2 alpha' / alpha - sigma sigma'</c>.
    /// </summary>
    [Theory]
    [InlineData("linear", 0.3)]
    [InlineData("linear", 0.9)]
    [InlineData("trigonometric", 0.3)]
    [InlineData("vp", 0.7)]
    public void Guidance_is_that_by_the_gradient_of_the_classifier(string name, double t)
    {
        const double guidance = 3;
        const double h = 1e-5;
        IPath path = PathCatalog.All.Create(name);
        PathPoint p = path.At(t);
        GaussianMixture whole = TestMixtures.ThreeModes();
        Target target = new Target("three", whole, "three", "three").Given(new ClassCondition(1, 3, guidance));
        SampleBatch x = SampleBatch.FromPoints((0.4, -0.7));
        SampleBatch guided = x.NewLike();
        SampleBatch plain = x.NewLike();
        ExactFlow.Of(target, path).Field.Evaluate(t, x, guided);
        MixtureVelocityField.FlowOf(whole, path).Field.Evaluate(t, x, plain);

        // The density of x_t is a mixture too, with means alpha m and covariances alpha^2 S + sigma^2 I, and the same classes.
        double variance = p.Sigma * p.Sigma;
        TiltedLaw classifier = new(
            new GaussianMixture([.. whole.Components.Select(c => new GaussianComponent(
                c.Weight,
                p.Alpha * c.MeanX,
                p.Alpha * c.MeanY,
                (p.Alpha * p.Alpha * c.CovarianceXX) + variance,
                p.Alpha * p.Alpha * c.CovarianceXY,
                (p.Alpha * p.Alpha * c.CovarianceYY) + variance))]),
            new ClassCondition(1, 3));
        double factor = guidance * ((variance * p.AlphaRate / p.Alpha) - p.SigmaSquareRate) / (2 * h);
        double LogOdds(double dx, double dy) => Math.Log(classifier.Confidence(0.4 + dx, -0.7 + dy));
        Assert.Equal(guided[0, 0], plain[0, 0] + (factor * (LogOdds(h, 0) - LogOdds(-h, 0))), 1e-6);
        Assert.Equal(guided[0, 1], plain[0, 1] + (factor * (LogOdds(0, h) - LogOdds(0, -h))), 1e-6);
    }

    [Fact]
    public void Without_a_class_there_is_nothing_to_be_far_from()
    {
        ComparisonReport report = Compare(null, 64, "confidence", "w2:tilted", "rmse");
        Assert.Equal(["rmse"], report.Rows[0].Metrics.Select(static m => m.Id));
        Assert.Contains(
            report.Rows[0].Notes, static n => n.StartsWith("no w2:tilted: it compares with what guidance", StringComparison.Ordinal));
    }

    [Fact]
    public void Guidance_that_keeps_hardly_any_point_is_refused()
    {
        GaussianMixture twice = new([.. Three.Components, .. Three.Components]);
        FlowDemoException fault = Assert.Throws<FlowDemoException>(
            () => new TiltedLaw(twice, new ClassCondition(1, 2, 60)).Draw(10, RandomStream.Open(0, NoiseStream.Metric)));
        Assert.Contains("less guidance", fault.Message, StringComparison.Ordinal);
    }

    private static ComparisonReport Compare(ClassCondition? condition, int samples, params string[] metrics) => ComparisonRunner.Run(
        new ComparisonPlan
        {
            Solvers = ["heun"],
            Schedules = ["uniform"],
            Budgets = [200],
            Samples = samples,
            Metrics = [.. metrics],
        },
        new Target("three", Three, "three", "three").Given(condition),
        null,
        new Execution(2));
}
