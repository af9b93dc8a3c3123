using FlowDemo.Metrics;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics;

public sealed class KullbackLeiblerTests
{
    // Mean zero and covariance I, so that the mean of a quadratic is its expectation over the noise.
    private static readonly SampleBatch UnitMoments = SampleBatch.FromPoints(
        (Math.Sqrt(2), 0), (-Math.Sqrt(2), 0), (0, Math.Sqrt(2)), (0, -Math.Sqrt(2)));

    [Fact]
    public void An_affine_map_onto_a_Gaussian_has_the_divergence_of_two_Gaussians()
    {
        // x1 = A x0 + b is N(b, A A'); KL(N(b, C) || N(m, S)) = (tr(S^-1 C) + d' S^-1 d - 2 - log |C| + log |S|) / 2.
        GaussianMixture target = new(new GaussianComponent(1, 0.5, -1, 0.5, 0.2, 0.4));
        (double trace, double distance, double logC, double logS) = Terms();
        double expected = 0.5 * (trace + distance - 2 - logC + logS);

        Assert.Equal(expected, Kl(target, Affine()).Value, 1e-13);

        static (double Trace, double Distance, double LogC, double LogS) Terms()
        {
            (double cxx, double cxy, double cyy) = ((0.8 * 0.8) + (0.1 * 0.1), (0.8 * -0.3) + (0.1 * 0.6), (0.3 * 0.3) + (0.6 * 0.6));
            double s = (0.5 * 0.4) - (0.2 * 0.2);
            (double ixx, double ixy, double iyy) = (0.4 / s, -0.2 / s, 0.5 / s);
            (double dx, double dy) = (0.2 - 0.5, -0.7 + 1);
            return (
                (ixx * cxx) + (2 * ixy * cxy) + (iyy * cyy),
                (ixx * dx * dx) + (2 * ixy * dx * dy) + (iyy * dy * dy),
                Math.Log((cxx * cyy) - (cxy * cxy)),
                Math.Log(s));
        }
    }

    [Fact]
    public void The_exact_map_has_none() =>
        Assert.Equal(0, Kl(new GaussianMixture(new GaussianComponent(1, 0.2, -0.7, 0.65, -0.18, 0.45)), Affine()).Value, 1e-13);

    [Fact]
    public void A_map_that_collapses_has_an_infinite_one_even_when_rounding_hides_the_zero()
    {
        GaussianMixture target = Rows.ThreeModes;

        Assert.Equal(
            Estimate.Exact(double.PositiveInfinity), Kl(target, new(UnitMoments.NewLike(), [double.NegativeInfinity, 0, 0, 0], 0)));
        Assert.Equal(Estimate.Exact(double.PositiveInfinity), Kl(target, new(UnitMoments.NewLike(), [-70, -71, -72, -70], 2)));
        Assert.True(double.IsFinite(Kl(target, new(UnitMoments.NewLike(), [-40, -40, -40, -40], 0)).Value));
    }

    [Fact]
    public void Folds_are_remarked_on()
    {
        IMetric kl = MetricCatalog.All.Create("kl");
        DiscreteFlowMap map = Affine();

        Assert.False(kl.Evaluate(Row(Rows.ThreeModes, map)).IsLowerBound);
        Assert.True(kl.Evaluate(Row(Rows.ThreeModes, map with { Folds = 1 })).IsLowerBound);
        Assert.Null(kl.Remark(Row(Rows.ThreeModes, map)));
        Assert.Equal("KL is a lower bound: the map folds at 25 % of the samples", kl.Remark(Row(Rows.ThreeModes, map with { Folds = 1 })));
        Assert.StartsWith(
            "KL is infinite",
            kl.Remark(Row(Rows.ThreeModes, map with { LogAbsDeterminant = [0, double.NegativeInfinity, 0, 0] })),
            StringComparison.Ordinal);
    }

    private static Estimate Kl(GaussianMixture target, DiscreteFlowMap map) => Rows.Evaluate("kl", Row(target, map));

    private static Measurement Row(GaussianMixture target, DiscreteFlowMap map) =>
        Rows.Row(target, new NoiseSet(UnitMoments, 2), map.End, map);

    // x1 = A x0 + (0.2, -0.7) with A = [[0.8, 0.1], [-0.3, 0.6]]: covariance [[0.65, -0.18], [-0.18, 0.45]].
    private static DiscreteFlowMap Affine()
    {
        SampleBatch end = UnitMoments.NewLike();
        double[] logs = new double[end.Count];
        for (int i = 0; i < end.Count; i++)
        {
            (double x, double y) = (UnitMoments[i, 0], UnitMoments[i, 1]);
            (end[i, 0], end[i, 1]) = ((0.8 * x) + (0.1 * y) + 0.2, (-0.3 * x) + (0.6 * y) - 0.7);
            logs[i] = Math.Log((0.8 * 0.6) + (0.3 * 0.1));
        }

        return new DiscreteFlowMap(end, logs, 0);
    }
}
