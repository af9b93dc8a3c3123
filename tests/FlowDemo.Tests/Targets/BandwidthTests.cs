using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class BandwidthTests
{
    [Theory]
    [InlineData("scott")]
    [InlineData("silverman")]
    public void In_the_plane_both_rules_are_the_sixth_root(string rule)
    {
        Bandwidth bandwidth = Bandwidth.Parse(rule);
        Assert.Equal(rule, bandwidth.Rule);
        Assert.Equal(0.5, bandwidth.For(64), 1e-15);

        // Silverman's factor (4 / (d + 2))^(1 / (d + 4)) at d = 2.
        Assert.Equal(1, Math.Pow(4.0 / (2 + 2), 1.0 / (2 + 4)));
    }

    [Fact]
    public void A_number_is_taken_as_it_is()
    {
        using HostileCulture _ = HostileCulture.Enter();
        Assert.Equal(0.25, Bandwidth.Parse("0.25").For(1000));
        Assert.Equal(Bandwidth.Fixed(0.25), Bandwidth.Parse("2.5e-1"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("0,5")]
    [InlineData("scot")]
    [InlineData("")]
    public void Anything_else_is_refused(string text)
    {
        using HostileCulture _ = HostileCulture.Enter();
        string message = Assert.Throws<FlowDemoException>(() => Bandwidth.Parse(text)).Message;
        Assert.EndsWith("it is scott, silverman or a positive number in standard units.", message, StringComparison.Ordinal);
    }
}
