using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class MixtureStartTests
{
    private static readonly SampleBatch Noise = SampleBatch.FromPoints((0.4, -0.7), (0, 0), (-5, 3), (8, -8));

    [Fact]
    public void Standard_noise_stays_where_it_is()
    {
        MixtureStart normal = new(new GaussianMixture(GaussianComponent.Isotropic(1, 0, 0, 1)));
        Assert.Equal(Noise.Values.ToArray(), normal.Carry(Noise).Values.ToArray());
    }

    [Fact]
    public void One_normal_law_is_reached_by_its_triangular_root()
    {
        SampleBatch start = new MixtureStart(new GaussianMixture(new GaussianComponent(1, 1, -2, 4, 1, 0.5))).Carry(Noise);
        for (int i = 0; i < Noise.Count; i++)
        {
            Assert.Equal(1 + (2 * Noise[i, 0]), start[i, 0], 1e-13);
            Assert.Equal(-2 + (0.5 * Noise[i, 0]) + (0.5 * Noise[i, 1]), start[i, 1], 1e-12);
        }
    }

    [Theory]
    [InlineData(-9)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(9)]
    public void Two_far_laws_share_the_noise_by_their_weights(double z)
    {
        // Below the share .25 a point belongs to the left one, whose own share is then four times as large.
        SampleBatch start = new MixtureStart(new GaussianMixture(
            GaussianComponent.Isotropic(0.25, -100, 0, 1), GaussianComponent.Isotropic(0.75, 100, 0, 1)))
            .Carry(SampleBatch.FromPoints((z, z)));
        double share = MathNet.Numerics.Distributions.Normal.CDF(0, 1, z);
        double above = MathNet.Numerics.Distributions.Normal.CDF(0, 1, -z);
        if (share < 0.25)
        {
            Assert.Equal(4 * share, MathNet.Numerics.Distributions.Normal.CDF(-100, 1, start[0, 0]), 1e-9 * share);
        }
        else
        {
            Assert.Equal(above / 0.75, MathNet.Numerics.Distributions.Normal.CDF(0, 1, 100 - start[0, 0]), 1e-9 * above);
        }

        Assert.Equal(z, start[0, 1], 1e-9);
    }
}
