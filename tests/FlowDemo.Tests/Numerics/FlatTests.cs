using CsCheck;
using FlowDemo.Numerics;

namespace FlowDemo.Tests.Numerics;

public sealed class FlatTests
{
    [Fact]
    public void Sum_of_squared_differences_is_the_plain_sum() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3]).Array[0, 37].Sample(static pairs =>
        {
            double[] x = [.. pairs.Select(static p => p.Item1)];
            double[] y = [.. pairs.Select(static p => p.Item2)];
            Assert.Equal(pairs.Sum(static p => (p.Item1 - p.Item2) * (p.Item1 - p.Item2)), Flat.SumSquaredDifferences(x, y), 1e-12);
        });
}
