using FlowDemo.Learning;
using FlowDemo.Learning.Regressors;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning.Regressors;

public sealed class FeatureMapTests
{
    [Fact]
    public void Responsibilities_at_sharpness_one_are_the_posterior_over_components()
    {
        GaussianMixture mixture = TestMixtures.ThreeModes();
        ResponsibilityFeatures features = new(mixture, [new ResponsibilityProbe(-0.6, 1)]);
        (double x, double y) = (0.3, -0.8);
        double[] values = At(features, 0.1, x, y);

        // log pi_k + log N(x; t mu_k, t^2 S_k + (1 - t)^2 I), written out again.
        double[] weights = [.. mixture.Components.Select(c =>
        {
            (double xx, double xy, double yy) = ((0.36 * c.CovarianceXX) + 0.16, 0.36 * c.CovarianceXY, (0.36 * c.CovarianceYY) + 0.16);
            (double dx, double dy) = (x - (0.6 * c.MeanX), y - (0.6 * c.MeanY));
            double determinant = (xx * yy) - (xy * xy);
            return c.Weight / Math.Sqrt(determinant) * Math.Exp(
                -((yy * dx * dx) - (2 * xy * dx * dy) + (xx * dy * dy)) / (2 * determinant));
        })];
        for (int k = 0; k < 3; k++)
        {
            double expected = weights[k] / weights.Sum();
            Assert.Equal(expected, values[k], 1e-14);
            Assert.Equal(expected * x, values[3 + (2 * k)], 1e-14);
            Assert.Equal(expected * y, values[4 + (2 * k)], 1e-14);
        }
    }

    [Fact]
    public void Sharper_responsibilities_raise_the_posterior_to_a_power()
    {
        ResponsibilityFeatures features = new(
            TestMixtures.ThreeModes(), [new ResponsibilityProbe(-0.6, 1), new ResponsibilityProbe(-0.6, 3)]);
        double[] values = At(features, 0, 0.3, -0.8);
        double total = values[..3].Sum(static w => w * w * w);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(Math.Pow(values[k], 3) / total, values[9 + k], 1e-13);
        }
    }

    [Fact]
    public void A_probe_follows_the_time_once_it_is_late_enough()
    {
        ResponsibilityFeatures follows = new(TestMixtures.ThreeModes(), [new ResponsibilityProbe(0.2, 1)]);
        ResponsibilityFeatures stays = new(TestMixtures.ThreeModes(), [new ResponsibilityProbe(-0.7, 1)]);
        Assert.Equal(At(stays, 0, 1, 1), At(follows, 0.7, 1, 1));
        Assert.Equal(At(follows, 0, 1, 1), At(follows, 0.2, 1, 1));
    }

    [Fact]
    public void Time_powers_multiply_by_one_t_and_t_squared()
    {
        double[] plain = At(new AffineFeatures(false), 0.4, 2, 3);
        double[] powers = At(new TimePowerFeatures(new AffineFeatures(false)), 0.4, 2, 3);
        Assert.Equal([1, 2, 3], plain);
        for (int j = 0; j < 3; j++)
        {
            Assert.Equal(plain[j], powers[j]);
            Assert.Equal(0.4 * plain[j], powers[3 + j], 1e-15);
            Assert.Equal(0.16 * plain[j], powers[6 + j], 1e-15);
        }
    }

    [Fact]
    public void Affine_features_with_time()
    {
        double[] values = At(new AffineFeatures(true), 0.5, 2, -3);
        Assert.Equal([1, 2, -3, 0.5, 1, -1.5, 0.25], values);
    }

    [Fact]
    public void The_default_on_the_ring_has_123_features_and_the_count_can_be_asked_for()
    {
        GaussianMixture ring = TestMixtures.Ring();
        Assert.Equal(123, FeatureDesign.ForKnot(new TrainingOptions(), ring).Count);
        Assert.Equal(75, FeatureDesign.ForKnot(new TrainingOptions { Features = 80 }, ring).Count);
        Assert.Equal(300, FeatureDesign.ForKnot(new TrainingOptions { Features = 300, Regressor = RegressorKind.Fourier }, ring).Count);
        Assert.Equal(367, FeatureDesign.ForAllTimes(new TrainingOptions(), ring).Count);
    }

    [Fact]
    public void A_flow_that_depends_on_a_class_and_on_the_whole_has_the_features_of_both()
    {
        GaussianMixture ring = TestMixtures.Ring();
        GaussianMixture part = new ClassCondition(1, 4).MixtureOf(ring);
        Assert.Equal(3 + (3 * 5 * (2 + 8)), FeatureDesign.ForKnot(new TrainingOptions(), part, ring).Count);
        Assert.Equal(7 + (9 * 5 * (2 + 8)), FeatureDesign.ForAllTimes(new TrainingOptions(), part, ring).Count);
        Assert.Equal(63, FeatureDesign.ForKnot(new TrainingOptions { Features = 80 }, part, ring).Count);
    }

    [Fact]
    public void Too_few_features_are_refused_with_the_smallest_number()
    {
        FlowDemoException fault = Assert.Throws<FlowDemoException>(
            () => FeatureDesign.ForKnot(new TrainingOptions { Features = 20 }, TestMixtures.Ring()));
        Assert.Contains("at least 27", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mixture_of_many_components_is_grouped_and_keeps_its_moments()
    {
        GaussianMixture ring = TestMixtures.Ring(modes: 60);
        GaussianMixture coarse = CoarseMixture.Of(ring, 12);
        Assert.InRange(coarse.Components.Length, 6, 12);
        Assert.Equal(ring.CovarianceXX, coarse.CovarianceXX, 1e-9);
        Assert.Equal(ring.CovarianceXY, coarse.CovarianceXY, 1e-9);
    }

    [Fact]
    public void The_random_features_of_a_seed_are_always_the_same()
    {
        FourierFeatures first = FourierFeatures.Draw(5, [0.3, 1], withTime: true, 7);
        FourierFeatures second = FourierFeatures.Draw(5, [0.3, 1], withTime: true, 7);
        FourierFeatures other = FourierFeatures.Draw(5, [0.3, 1], withTime: true, 8);
        Assert.Equal(first.Frequencies.AsEnumerable(), second.Frequencies);
        Assert.NotEqual(first.Frequencies.AsEnumerable(), other.Frequencies);
    }

    private static double[] At(IFeatureMap features, double t, double x, double y)
    {
        double[] xs = [x, 0, 0, 0, 0, 0, 0, 0];
        double[] ys = [y, 0, 0, 0, 0, 0, 0, 0];
        double[] values = new double[features.Count * 8];
        features.Fill(t, xs, ys, values);
        return [.. Enumerable.Range(0, features.Count).Select(j => values[8 * j])];
    }
}
