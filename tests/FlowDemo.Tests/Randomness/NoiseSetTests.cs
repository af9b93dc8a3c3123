using FlowDemo.Randomness;

namespace FlowDemo.Tests.Randomness;

public sealed class NoiseSetTests
{
    [Theory]
    [InlineData(1000, 1, 300, 300)]
    [InlineData(1000, 1, 3000, 1000)]
    [InlineData(1000, 10, 300, 300)]
    [InlineData(1000, 10, 301, 400)]
    [InlineData(1000, 10, 1, 100)]
    [InlineData(1000, 10, 5000, 1000)]
    [InlineData(1000, 3, 400, 666)]
    public void A_beginning_cuts_no_replicate(int count, int replicates, int wanted, int expected) =>
        Assert.Equal(expected, new NoiseSet(new SampleBatch(2, count), replicates).CountInWholeReplicates(wanted));
}
