using FlowDemo.Learning;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning;

public sealed class SymmetryGroupTests
{
    [Fact]
    public void A_ring_of_eight_has_the_sixteen_symmetries_of_the_octagon()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestMixtures.Ring());
        Assert.Equal(16, group.Order);
        Assert.Equal(16, group.Maps.Select(static m => (
            Math.Round(m.XX, 6) + 0.0,
            Math.Round(m.XY, 6) + 0.0,
            Math.Round(m.YX, 6) + 0.0,
            Math.Round(m.YY, 6) + 0.0)).Distinct().Count());
        Assert.All(group.Maps, static m => Assert.Equal(1, Math.Abs((m.XX * m.YY) - (m.XY * m.YX)), 1e-12));
    }

    [Fact]
    public void Weights_and_covariances_break_symmetries()
    {
        Assert.Equal(1, SymmetryGroup.Of(TestMixtures.ThreeModes()).Order);
        Assert.Equal(2, SymmetryGroup.Of(new GaussianMixture(
            GaussianComponent.Isotropic(1, 2, 0, 0.5),
            GaussianComponent.Isotropic(3, -2, 0, 0.5))).Order);
        Assert.Equal(4, SymmetryGroup.Of(new GaussianMixture(
            GaussianComponent.Isotropic(1, 2, 0, 0.5),
            GaussianComponent.Isotropic(1, -2, 0, 0.5))).Order);
        Assert.Equal(2, SymmetryGroup.Of(new GaussianMixture(
            new GaussianComponent(1, 2, 0, 1, 0.5, 1),
            new GaussianComponent(1, -2, 0, 1, 0.5, 1))).Order);
    }

    [Fact]
    public void What_depends_on_two_mixtures_has_only_the_symmetries_of_both()
    {
        GaussianMixture half = new(TestMixtures.Ring().Components[..4].AsSpan());
        Assert.Equal(2, SymmetryGroup.Of(half, TestMixtures.Ring()).Order);
        Assert.Equal(
            1, SymmetryGroup.Of(half, new GaussianMixture([.. half.Components, GaussianComponent.Isotropic(0.1, -3, 0, 0.3)])).Order);
    }

    [Fact]
    public void Images_are_the_maps_of_the_points()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestMixtures.Ring(modes: 4));
        SampleBatch images = group.Complete(SampleBatch.FromPoints((1, 0.25), (3, 4)));
        Assert.Equal(8, group.Order);
        Assert.Equal(16, images.Count);
        Assert.Equal((1, 0.25), (images[0, 0], images[0, 1]));
        Assert.All(Enumerable.Range(0, 8), m => Assert.Equal(5, double.Hypot(images[(2 * m) + 1, 0], images[(2 * m) + 1, 1]), 1e-12));
    }
}
