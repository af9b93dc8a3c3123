using FlowDemo.Numerics;

namespace FlowDemo.Tests.Numerics;

public sealed class VectorExponentialTests
{
    [Fact]
    public void Is_within_two_units_of_the_true_exponential()
    {
        double worst = 0;
        for (int i = 0; i <= 200_000; i++)
        {
            double x = -705.0 * i / 200_000;
            worst = Math.Max(worst, Math.Abs((Of(x) / Math.Exp(x)) - 1));
        }

        Assert.InRange(worst, 0, 4.5e-16);
    }

    [Fact]
    public void Is_exactly_one_at_zero() => Assert.Equal(1.0, Of(0));

    [Theory]
    [InlineData(-709)]
    [InlineData(-1e300)]
    [InlineData(double.NegativeInfinity)]
    public void Vanishes_far_out(double x) => Assert.InRange(Of(x), 0, 1e-307);

    [Fact]
    public void Keeps_what_is_not_a_number() => Assert.True(double.IsNaN(Of(double.NaN)));

    [Fact]
    public void Gives_the_same_bits_at_every_width()
    {
        for (int i = 0; i <= 20_000; i++)
        {
            double x = -40.0 * i / 20_000;
            Assert.Equal(Of<Lanes128>(x), Of<Lanes256>(x));
            Assert.Equal(Of<Lanes128>(x), Of<Lanes512>(x));
        }
    }

    private static double Of(double x) => Of<Lanes256>(x);

    private static double Of<TLanes>(double x)
        where TLanes : struct, ILanes<TLanes>
    {
        double[] values = new double[8];
        TLanes.Store(VectorExponential.OfNonPositive(TLanes.Of(x)), ref values[0], 0);
        return values[TLanes.Count - 1];
    }
}
