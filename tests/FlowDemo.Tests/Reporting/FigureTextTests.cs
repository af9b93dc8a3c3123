using CsCheck;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Tests.Reporting;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData(0.35123, 0.347, 0.3552, "0.351", "±.005")]
    [InlineData(0.35123, 0.350, 0.3526, "0.3512", "±.0013")]
    [InlineData(0.351234, 0.351230, 0.351238, "0.3512", "±.0001")]
    [InlineData(10.5, 10.45, 10.55, "10.50", "±.05")]
    [InlineData(10.5, 0, 20.1, "10", "±11")]
    [InlineData(1234, 1204, 1264, "1234", "±30")]
    [InlineData(123456, 120000, 126912, "1.23e5", "±4e3")]
    [InlineData(2.51e-6, 2.48e-6, 2.54e-6, "2.51e-6", "±3e-8")]
    [InlineData(-0.0002, -0.0006, 0.0002, "-2e-4", "±4e-4")]
    [InlineData(0.0001, -0.03, 0.03, "0.00", "±.03")]
    [InlineData(-0.0001, -0.03, 0.03, "0.00", "±.03")]
    [InlineData(0.99996, 0.99995, 0.99997, "1.0000", "±.0001")]
    public void A_figure_has_the_digits_its_interval_leaves_meaning_to(double value, double low, double high, string figure, string margin)
    {
        Estimate estimate = new(value, low, high);
        Assert.Equal((figure, margin), (FigureText.Full.Value(estimate), FigureText.Full.Margin(estimate)));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(0.5, "0.500")]
    [InlineData(1.25e-11, "1.25e-11")]
    [InlineData(3.14159, "3.14")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void A_number_without_an_interval_has_three_digits(double value, string text) =>
        Assert.Equal((text, string.Empty), (FigureText.Number(value), FigureText.Full.Margin(Estimate.Exact(value))));

    [Theory]
    [InlineData(0.35123, 0.350, 0.3526, ".351", "±.002")]
    [InlineData(0.0063, 0.00615, 0.00645, ".0063", "±.0002")]
    [InlineData(-0.25, -0.3, -0.2, "-.25", "±.05")]
    [InlineData(4.0234, 4.0229, 4.0239, "4.02", "±.01")]
    public void A_narrow_place_takes_fewer_digits(double value, double low, double high, string figure, string margin)
    {
        Estimate estimate = new(value, low, high);
        Assert.Equal((figure, margin), (FigureText.Short.Value(estimate), FigureText.Short.Margin(estimate)));
    }

    [Fact]
    public void An_interval_without_an_end_says_so() =>
        Assert.Equal("±inf", FigureText.Full.Margin(new Estimate(2, 1, double.PositiveInfinity)));

    [Fact]
    public void The_margin_shown_is_never_smaller_than_the_interval() =>
        Gen.Select(Gen.Double[1e-8, 1e8], Gen.Double[1e-6, 1]).Sample((value, share) =>
    {
        Estimate estimate = new(value, value * (1 - share), value * (1 + share));
        double shown = double.Parse(FigureText.Full.Margin(estimate)[1..], System.Globalization.CultureInfo.InvariantCulture);
        return shown >= (estimate.High - estimate.Low) / 2 * (1 - 1e-6);
    });
}
