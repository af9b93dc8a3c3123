using CsCheck;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class MixtureSamplerTests
{
    [Fact]
    public void Every_component_gets_its_share_rounded_up_or_down() =>
        Gen.Select(Gen.Double[0.01, 1].Array[1, 20], Gen.Int[1, 300], Gen.Int).Sample((weights, count, seed) =>
        {
            // Narrow components far apart, so that the points say where they came from.
            GaussianMixture mixture = new([.. weights.Select((w, k) => GaussianComponent.Isotropic(w, 1000 * k, 0, 1e-3))]);
            SampleBatch points = MixtureSampler.Stratified(mixture, count, RandomStream.Open(seed, NoiseStream.Metric));
            for (int k = 0; k < weights.Length; k++)
            {
                double share = count * mixture.Components[k].Weight;
                int drawn = points.Coordinate(0).ToArray().Count(x => Math.Round(x / 1000) == k);
                Assert.InRange(drawn, Math.Floor(share - 1e-9), Math.Ceiling(share + 1e-9));
            }
        });

    [Fact]
    public void Shares_below_one_point_are_right_on_average()
    {
        GaussianMixture mixture = new(GaussianComponent.Isotropic(0.97, 0, 0, 0.1), GaussianComponent.Isotropic(0.03, 100, 0, 0.1));
        int drawn = Enumerable.Range(0, 2000).Sum(seed =>
            MixtureSampler.Stratified(
                mixture,
                10,
                RandomStream.Open(seed, NoiseStream.Metric)).Coordinate(0).ToArray().Count(static x => x > 50));

        // Binomial(2000, 0.3): 600, standard deviation 20.5.
        Assert.InRange(drawn, 530, 670);
    }

    [Fact]
    public void Points_have_the_moments_of_the_mixture()
    {
        GaussianMixture mixture = TestMixtures.ThreeModes();
        SampleBatch points = MixtureSampler.Stratified(mixture, 20_000, RandomStream.Open(1, NoiseStream.Metric));
        double[] x = points.Coordinate(0).ToArray();
        double[] y = points.Coordinate(1).ToArray();

        Assert.Equal(mixture.MeanX, x.Average(), 0.015);
        Assert.Equal(mixture.MeanY, y.Average(), 0.015);
        Assert.Equal(mixture.CovarianceXX, x.Average(v => (v - mixture.MeanX) * (v - mixture.MeanX)), 0.03);
        Assert.Equal(mixture.CovarianceXY, x.Zip(y).Average(p => (p.First - mixture.MeanX) * (p.Second - mixture.MeanY)), 0.03);
        Assert.Equal(mixture.CovarianceYY, y.Average(v => (v - mixture.MeanY) * (v - mixture.MeanY)), 0.03);
    }
}
