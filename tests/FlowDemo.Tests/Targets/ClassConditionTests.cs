using CsCheck;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class ClassConditionTests
{
    [Fact]
    public void The_first_of_four_classes_of_the_ring_is_its_first_two_modes()
    {
        GaussianMixture ring = TestMixtures.Ring();
        GaussianMixture first = new ClassCondition(1, 4).MixtureOf(ring);
        Assert.Equal(ring.Components[..2].Select(static c => c with { Weight = 0.5 }), first.Components.AsEnumerable());
    }

    [Fact]
    public void The_classes_share_out_all_components_in_order_and_none_is_empty() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60]).Where(static (components, classes) => classes <= components).Sample(
            static (components, classes) =>
            {
                GaussianMixture whole = TestMixtures.Ring(components);
                GaussianMixture[] parts = [.. Enumerable.Range(1, classes).Select(c => new ClassCondition(c, classes).MixtureOf(whole))];
                Assert.Equal(whole.Components.Select(Mean), parts.SelectMany(static p => p.Components.Select(Mean)));
                Assert.InRange(parts.Max(static p => p.Components.Length) - parts.Min(static p => p.Components.Length), 0, 1);
            },
            iter: 100);

    [Fact]
    public void A_class_keeps_the_proportions_of_the_weights_and_the_kind_of_mixture()
    {
        GaussianMixture whole = new([.. TestMixtures.ThreeModes().Components], isKernelMixture: true);
        GaussianMixture part = new ClassCondition(2, 2).MixtureOf(whole);
        Assert.True(part.IsKernelMixture);
        Assert.Equal([0.6, 0.4], part.Components.Select(static c => Math.Round(c.Weight, 15)));
    }

    [Fact]
    public void A_target_keeps_the_whole_behind_its_class()
    {
        Target ring = new("ring", TestMixtures.Ring(), "Eight modes", "test");
        Target part = ring.Given(new ClassCondition(2, 4, 1.5));
        Assert.Equal("Eight modes; class 2/4, components 3 to 4 of 8", part.FullDescription);
        Assert.Equal("ring, class 2/4, guidance 1.5", part.Label);
        Assert.Same(ring.Mixture, part.Whole);
        Assert.Equal(part.Mixture.Components.AsEnumerable(), part.Given(part.Condition).Mixture.Components.AsEnumerable());
        Assert.Equal(ring, part.Given(null));
        Assert.Equal(("Eight modes", "ring", false), (ring.FullDescription, ring.Label, ring.IsGuided));
    }

    [Theory]
    [InlineData("2", "'2' is not that")]
    [InlineData("1/2/3", "'1/2/3' is not that")]
    [InlineData("a/4", "'a/4' is not that")]
    [InlineData("-1/4", "'-1/4' is not that")]
    [InlineData("0/4", "no class 0/4")]
    [InlineData("5/4", "no class 5/4")]
    [InlineData("1/0", "no class 1/0")]
    public void What_is_no_class_is_refused(string label, string complaint) =>
        Assert.Contains(
            complaint, Assert.Throws<FlowDemoException>(() => ClassCondition.Parse(label, 1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-0.5)]
    [InlineData(100.5)]
    [InlineData(double.NaN)]
    public void Guidance_out_of_range_is_refused(double guidance) =>
        Assert.Contains(
            "from 0 to 100",
            Assert.Throws<FlowDemoException>(() => ClassCondition.Parse("1/4", guidance)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void More_classes_than_components_are_refused() =>
        Assert.Contains(
            "3 components",
            Assert.Throws<FlowDemoException>(() => new ClassCondition(1, 4).MixtureOf(TestMixtures.ThreeModes())).Message,
            StringComparison.Ordinal);

    private static (double X, double Y) Mean(GaussianComponent component) => (component.MeanX, component.MeanY);
}
