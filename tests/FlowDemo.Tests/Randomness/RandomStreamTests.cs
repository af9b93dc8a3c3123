using CsCheck;
using FlowDemo.Randomness;

namespace FlowDemo.Tests.Randomness;

public sealed class RandomStreamTests
{
    private static readonly NoiseStream[] Streams = Enum.GetValues<NoiseStream>();

    [Fact]
    public void The_streams_of_a_seed_have_different_generators() => Gen.Int.Sample(
        static seed => Streams.Select(s => RandomStream.Mix(seed, (int)s)).Distinct().Count() == Streams.Length);

    [Fact]
    public void No_two_small_seeds_share_a_generator()
    {
        IEnumerable<int> hashes = from seed in Enumerable.Range(-5000, 10000) from s in Streams select RandomStream.Mix(seed, (int)s);
        Assert.Equal(10000 * Streams.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void A_stream_starts_again_when_it_is_opened_again()
    {
        // Held fixed, because every figure of the program depends on it.
        Assert.Equal(RandomStream.Open(7, NoiseStream.Metric).NextDouble(), RandomStream.Open(7, NoiseStream.Metric).NextDouble());
        Assert.NotEqual(RandomStream.Open(7, NoiseStream.Metric).NextDouble(), RandomStream.Open(8, NoiseStream.Metric).NextDouble());
    }
}
