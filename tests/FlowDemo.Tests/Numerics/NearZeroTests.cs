using FlowDemo.Numerics;
using FlowDemo.Paths;

namespace FlowDemo.Tests.Numerics;

public sealed class NearZeroTests
{
    public static TheoryData<double> Numbers => [.. Enumerable.Range(1, 19)
        .SelectMany(static n => new[] { 1, 3, 4.9 }.Select(m => m * Math.Pow(10, -n)))
        .SelectMany(static x => new[] { x, -x })];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Both_are_their_series(double x)
    {
        (double exponential, double logarithm, double term) = (0, 0, 1);
        for (int k = 60; k >= 1; k--)
        {
            logarithm = (logarithm * -x) + (1.0 / k);
        }

        for (int k = 1; k <= 30; k++)
        {
            term *= x / k;
            exponential += term;
        }

        logarithm *= x;
        Assert.InRange(NearZero.ExpM1(x) / exponential, 1 - 1e-15, 1 + 1e-15);
        Assert.InRange(NearZero.LogP1(x) / logarithm, 1 - 1e-15, 1 + 1e-15);
        Assert.InRange(NearZero.LogP1(NearZero.ExpM1(x)) / x, 1 - 1e-15, 1 + 1e-15);
    }

    [Fact]
    public void Zero_keeps_its_sign_and_far_numbers_are_the_plain_ones()
    {
        Assert.True(double.IsNegative(NearZero.ExpM1(-0.0)) && NearZero.ExpM1(-0.0) == 0);
        Assert.True(double.IsNegative(NearZero.LogP1(-0.0)) && NearZero.LogP1(-0.0) == 0);
        Assert.Equal(
            [-1, double.PositiveInfinity, Math.Exp(3) - 1, double.NaN],
            new[] { double.NegativeInfinity, double.PositiveInfinity, 3, double.NaN }.Select(NearZero.ExpM1));
        Assert.Equal(
            [double.NegativeInfinity, double.PositiveInfinity, Math.Log(4), double.NaN],
            new[] { -1, double.PositiveInfinity, 3, double.NaN }.Select(NearZero.LogP1));
    }

    /// <summary>The share of noise vanishes as the root of what is left of time, and is 0, not -0, at the end.</summary>
    [Fact]
    public void The_noise_of_the_variance_preserving_path_is_exact_up_to_the_end()
    {
        VariancePreservingPath path = new();
        Assert.False(double.IsNegative(path.At(1).Sigma));
        Assert.Equal(0, path.At(1).Sigma);
        double start = Math.Exp(-10.05 / 2);
        foreach (int power in new[] { 20, 30, 40, 50, 53 })
        {
            // T = 9.95 v^2 + 0.1 v, sigma^2 = (1 - alpha) (1 + alpha), 1 - alpha = (1 - e^(-T / 2)) / (1 - A(0)).
            double v = Math.Pow(2, -power);
            double half = ((9.95 * v * v) + (0.1 * v)) / 2;
            double lack = (half - (half * half / 2)) / (1 - start);
            Assert.InRange(path.At(1 - v).Sigma / Math.Sqrt(lack * (2 - lack)), 1 - 1e-14, 1 + 1e-14);
        }
    }
}
