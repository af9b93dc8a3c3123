using CsCheck;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Tests.Reporting;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData(0.35123, 0.347, 0.3552, "0.3512", "±.0041")]
    [InlineData(0.35123, 0.350, 0.3526, "0.3512", "±.0013")]
    [InlineData(4.0234, 4.0227, 4.0241, "4.02340", "±.00070")]
    [InlineData(0.351234, 0.351230, 0.351238, "0.351234", "±4.0e-6")]
    [InlineData(10.5, 10.45, 10.55, "10.500", "±.050")]
    [InlineData(10.5, 0, 20.1, "10", "±11")]
    [InlineData(1234, 1204, 1264, "1234", "±30")]
    [InlineData(123456, 120000, 126912, "1.235e5", "±3.5e3")]
    [InlineData(2.51e-6, 2.48e-6, 2.54e-6, "2.510e-6", "±3.0e-8")]
    [InlineData(-0.0002, -0.0006, 0.0002, "-2.0e-4", "±4.0e-4")]
    [InlineData(0.0001, -0.03, 0.03, "0.000", "±.030")]
    [InlineData(-0.0001, -0.03, 0.03, "0.000", "±.030")]
    [InlineData(0.99996, 0.99995, 0.99997, "0.999960", "±.000010")]
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
    [InlineData(0.35123, 0.350, 0.3526, ".3512", "(13)")]
    [InlineData(0.0063, 0.00615, 0.00645, ".00630", "(15)")]
    [InlineData(-0.25, -0.3, -0.2, "-.250", "(50)")]
    [InlineData(4.0234, 4.0227, 4.0241, "4.02340", "(70)")]
    [InlineData(12.5, 11.2, 13.8, "12.5", "(1.3)")]
    [InlineData(1234, 1204, 1264, "1234", "(30)")]
    [InlineData(123456, 120000, 126912, "1.235", "(35)e5")]
    [InlineData(9.9996e-6, 9.94e-6, 1.006e-5, "1.0000", "(60)e-5")]
    [InlineData(0.0001, -0.0002, 0.0004, "1.0e-4", "±3.0e-4")]
    [InlineData(0.351234, 0.351230, 0.351238, ".351234", "±4.0e-6")]
    public void A_narrow_place_takes_the_interval_in_units_of_the_last_digits(
        double value, double low, double high, string figure, string margin)
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
        double shown = Number(FigureText.Full.Margin(estimate)[1..]);
        return shown >= (estimate.High - estimate.Low) / 2 * (1 - 1e-6);
    });

    [Fact]
    public void The_short_form_says_the_same_as_the_full_one() =>
        Gen.Select(Gen.Double[1e-8, 1e8], Gen.Double[1e-4, 0.9]).Sample((value, share) =>
    {
        Estimate estimate = new(value, value * (1 - share), value * (1 + share));
        string[] parts = (FigureText.Short.Value(estimate) + FigureText.Short.Margin(estimate)).Split('(', ')');
        int decimals = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0].Length - parts[0].IndexOf('.') - 1 : 0;
        double unit = parts[1].Contains('.', StringComparison.Ordinal) ? 1 : Math.Pow(10, -decimals);
        double power = parts[2].Length > 0 ? Number("1" + parts[2]) : 1;
        return Math.Abs((Number(parts[0]) * power / Number(FigureText.Full.Value(estimate))) - 1) < 1e-9
            && Math.Abs((Number(parts[1]) * unit * power / Number(FigureText.Full.Margin(estimate)[1..])) - 1) < 1e-9;
    });

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
