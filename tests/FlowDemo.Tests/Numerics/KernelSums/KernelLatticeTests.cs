using FlowDemo.Numerics;
using FlowDemo.Numerics.KernelSums;

namespace FlowDemo.Tests.Numerics.KernelSums;

public sealed class KernelLatticeTests
{
    /// <summary>Relative to the sum, wherever the point stands and whatever the part of the kernel that is left.</summary>
    [Theory]
    [InlineData(2.0)]
    [InlineData(2.7)]
    [InlineData(40)]
    public void A_sum_over_the_lattice_is_the_sum_over_the_points_to_twelve_digits(double ratio)
    {
        const double tau2 = 0.04;
        double variance = ratio * tau2;
        SampleBatch drawn = Metrics.Rows.Normal(300, seed: 4);
        WeightedPoints points = new(
            drawn.Coordinate(0).ToArray(), drawn.Coordinate(1).ToArray(), [.. Enumerable.Range(0, 300).Select(static k => 1 + (k % 7))]);
        KernelLattice lattice = KernelLattice.Spread<Lanes128>(points, 0, tau2, LatticeBounds.Of(points));
        int seen = 0;
        foreach ((double x, double y) in new[] { (0, 0), (0.31, -0.77), (1.9, 1.2), (-2.345, 0.1) })
        {
            double[] terms = [.. Enumerable.Range(0, points.Count).Select(k =>
                points.Weight[k] * Math
                    .Exp(-0.5 * (Square(x - points.X[k]) + Square(y - points.Y[k])) / variance) / (2 * Math.PI * variance))];
            if (lattice.TryAt<Lanes128>(1, variance, x, y, far: true, central: false, out KernelMoments moments))
            {
                seen++;
                double found = Math.Exp(moments.LogSum) / (2 * Math.PI * variance);
                Assert.Equal(1, found / terms.Sum(), 1e-12);
            }
        }

        Assert.True(seen >= 3);
    }

    private static double Square(double number) => number * number;
}
