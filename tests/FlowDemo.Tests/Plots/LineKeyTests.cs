using CsCheck;
using FlowDemo.Plots;

namespace FlowDemo.Tests.Plots;

public sealed class LineKeyTests
{
    [Fact]
    public void Names_keep_their_order_and_their_distance_within_the_panel() => Gen.Double[0, 1].Array[1, 60].Sample(wanted =>
    {
        double gap = 1.0 / (wanted.Length + 1);
        double[] places = LineKey.Apart(wanted, gap);
        int[] order = [.. Enumerable.Range(0, wanted.Length).OrderBy(i => wanted[i])];
        Assert.All(places, p => Assert.InRange(p, (gap / 2) - 1e-9, 1 - (gap / 2) + 1e-9));
        Assert.All(order.Zip(order.Skip(1)), p => Assert.True(places[p.Second] - places[p.First] >= gap - 1e-9));
    });

    [Fact]
    public void A_name_that_nothing_is_near_stands_at_its_line() => Assert.Equal([0.2, 0.7], LineKey.Apart([0.2, 0.7], 0.1));
}
