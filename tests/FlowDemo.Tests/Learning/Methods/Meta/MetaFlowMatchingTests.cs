using FlowDemo.Comparison;
using FlowDemo.Learning;
using FlowDemo.Learning.Methods.Meta;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning.Methods.Meta;

public sealed class MetaFlowMatchingTests
{
    private const double Blur = 0.8;

    private static readonly GaussianMixture Square = TestMixtures.Ring(modes: 4, radius: 2.8);

    private static readonly Lazy<VelocityModel> Trained = new(static () =>
        LearningProblems.Train(
            "meta:12,80", LearningProblems.TargetOf(Square), new TrainingOptions { Pairs = 1800, Steps = [1], Features = 60 }));

    [Fact]
    public void The_exact_velocity_is_the_gradient_of_the_log_density_times_the_remaining_blur()
    {
        // v = (1 - t) s^2 grad log p_t, p_t the mixture blurred by (1 - t) s, by central differences.
        Population population = Population.Draw(TestMixtures.ThreeModes(), 25, Blur, 50, RandomStream.Open(0, NoiseStream.Data));
        const double t = 0.3;
        const double h = 1e-5;
        double extra = (1 - t) * (1 - t) * Blur * Blur;
        MixtureDensity density = new(new GaussianMixture(
            [.. population.Target.Components.Select(
                c => c with { CovarianceXX = c.CovarianceXX + extra, CovarianceYY = c.CovarianceYY + extra })]));
        SampleBatch x = SampleBatch.FromPoints((0.4, -0.7), (-2, 1));
        SampleBatch velocity = x.NewLike();
        population.Field.Evaluate(t, x, velocity);
        for (int i = 0; i < x.Count; i++)
        {
            double[] log = density.LogDensity(
                SampleBatch.FromPoints(
                    (x[i, 0] + h, x[i, 1]),
                    (x[i, 0] - h, x[i, 1]),
                    (x[i, 0], x[i, 1] + h),
                    (x[i, 0], x[i, 1] - h)), LearningProblems.OneThread);
            Assert.Equal((1 - t) * Blur * Blur * (log[0] - log[1]) / (2 * h), velocity[i, 0], 1e-6);
            Assert.Equal((1 - t) * Blur * Blur * (log[2] - log[3]) / (2 * h), velocity[i, 1], 1e-6);
        }
    }

    [Fact]
    public void A_population_is_the_turned_target_and_its_blur()
    {
        Population population = Population.Draw(
            new GaussianMixture(new GaussianComponent(1, 2, 0, 0.5, 0, 0.1)), 90, Blur, 4000, RandomStream.Open(1, NoiseStream.Data));
        GaussianComponent turned = Assert.Single(population.Target.Components);
        Assert.Equal((0, 2), (Math.Round(turned.MeanX, 12), Math.Round(turned.MeanY, 12)));
        Assert.Equal((0.1, 0.5), (Math.Round(turned.CovarianceXX, 12), Math.Round(turned.CovarianceYY, 12)));
        double[] y = population.Sources.Coordinate(1).ToArray();
        Assert.Equal(2, y.Average(), 0.08);
        Assert.Equal(0.5 + (Blur * Blur), y.Average(v => (v - 2) * (v - 2)), 0.12);
    }

    [Fact]
    public void An_embedding_does_not_depend_on_the_order_and_little_on_the_number_of_samples()
    {
        SampleBatch[] sources = Sources(1600);
        PopulationEmbedding embedding = new(sources, 2, 1, 0);
        double[] all = embedding.Of(sources[3]);
        SampleBatch reversed = sources[3].NewLike();
        for (int i = 0; i < reversed.Count; i++)
        {
            (reversed[i, 0], reversed[i, 1]) = (sources[3][reversed.Count - 1 - i, 0], sources[3][reversed.Count - 1 - i, 1]);
        }

        Assert.Equal(1, all[0]);
        Assert.InRange(Distance(all, embedding.Of(reversed)), 0, 1e-12);
        Assert.InRange(Distance(all, embedding.Of(sources[3].Every(4))), 1e-6, 0.5);
        Assert.True(Distance(all, embedding.Of(sources[9])) > 1);
    }

    [Fact]
    public void Turned_squares_lie_on_a_circle()
    {
        // Twelve angles over the quarter turn after which the square is itself again.
        PopulationEmbedding embedding = new(Sources(1600), 2, 1, 0);
        Assert.InRange(embedding.SingularValues[1] / embedding.SingularValues[0], 0.7, 1);
        Assert.InRange(embedding.SingularValues[2] / embedding.SingularValues[0], 0, 0.4);
        Assert.All(Sources(1600), s => Assert.Equal(Math.Sqrt(2), Distance([1, 0, 0], embedding.Of(s)), 0.4));
    }

    [Fact]
    public void The_condition_serves_unseen_members_and_the_wrong_number_does_not()
    {
        Dictionary<string, double> findings = Trained.Value.Record.Findings.ToDictionary(static f => f.Name, static f => f.Value);
        foreach (string kind in new[] { "seen", "unseen, within the angles" })
        {
            Assert.InRange(findings[$"{kind}: RMSE of MFM to the exact flow"], 0, 0.7 * findings[$"{kind}: RMSE of FM to the exact flow"]);
            Assert.InRange(findings[$"{kind}: W2 of the exact flow to the target"], 0, 0.8 * findings[$"{kind}: W2 of FM to the target"]);
        }

        Assert.True(findings["unseen, within the angles: RMSE of CGFM with the first population's id to the exact flow"]
            > findings["unseen, within the angles: RMSE of FM to the exact flow"]);
        Assert.Equal(0, Trained.Value.Record.Evaluations);
    }

    [Fact]
    public void A_family_of_one_needs_no_condition()
    {
        VelocityModel model = LearningProblems.Train(
            "meta:1", LearningProblems.TargetOf(Square), new TrainingOptions { Pairs = 100, Steps = [1], Features = 40 });
        Dictionary<string, double> findings = model.Record.Findings.ToDictionary(static f => f.Name, static f => f.Value);
        Assert.Equal(findings["seen: RMSE of FM to the exact flow"], findings["seen: RMSE of MFM to the exact flow"]);
        Assert.Equal(findings["seen: RMSE of FM to the exact flow"], findings["seen: RMSE of CGFM to the exact flow"]);
    }

    [Fact]
    public void Conditions_that_say_nothing_of_their_populations_lead_back_to_no_condition()
    {
        // Sixteen populations in two kinds, y = +x and y = -x; conditions +1 and -1, right or shuffled.
        AffineFeatures features = new(withTime: false);
        RidgeMoments[] moments = [.. Enumerable.Range(0, 16).Select(p => Moments(features, p % 2 == 0 ? 1 : -1))];
        double[][] right = [.. Enumerable.Range(0, 16).Select(static p => new[] { 1.0, p % 2 == 0 ? 1 : -1 })];
        double[][] shuffled = [.. Enumerable.Range(0, 16).Select(static p => new[] { 1.0, p % 4 < 2 ? 1 : -1 })];
        Assert.Equal(1, Slope(right, [1, 1]), 1e-6);
        Assert.Equal(-1, Slope(right, [1, -1]), 1e-6);
        Assert.Equal(0, Slope(shuffled, [1, 1]), 1e-6);
        Assert.Equal(0, Slope(shuffled, [1, -1]), 1e-6);

        double Slope(double[][] conditions, double[] condition) =>
            ConditionedRegression.Fit(features, 3, moments, conditions, 1e-9, static _ => { }).For(condition).Coefficients[1];
    }

    [Fact]
    public void It_is_refused_beside_noise_with_the_reason()
    {
        ComparedField field = new("straightened:a.json", Trained.Value);
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => field.For(LearningProblems.TargetOf(Square), "linear"));
        Assert.Contains("starts from blurred data", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_pairs_for_the_populations_are_refused_with_the_numbers()
    {
        FlowDemoException fault = Assert.Throws<FlowDemoException>(
            static () => LearningProblems.Train("meta:24", LearningProblems.Ring, new TrainingOptions { Pairs = 500 }));
        Assert.Contains("at least 768", fault.Message, StringComparison.Ordinal);
    }

    private static SampleBatch[] Sources(int count) =>
        [.. Enumerable.Range(0, 12).Select(
            i => Population.Draw(Square, 7.5 * i, Blur, count, RandomStream.Open(i, NoiseStream.Data)).Sources)];

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, static (x, y) => (x - y) * (x - y)).Sum());

    private static RidgeMoments Moments(AffineFeatures features, double slope)
    {
        SampleBatch x = NormalNoise.Quasi(64, 0, NoiseStream.Training).Points;
        SampleBatch y = x.Clone();
        FlowDemo.Numerics.Flat.Scale(y.Values, slope);
        return RidgeMoments.Of(features, [.. RegressionBlock.Cut(0, x, y)], new Execution(1));
    }
}
