using FlowDemo.Randomness;

namespace FlowDemo.Tests.Randomness;

public sealed class SampleNoiseTests
{
    private const int Count = 20_000;
    private static readonly SampleBatch Starts = NormalNoise.Quasi(Count, 0, NoiseStream.Test).Points;

    [Fact]
    public void Numbers_are_standard_normal_and_unrelated_to_each_other_and_to_the_start()
    {
        double[] first = Numbers(0, 0);
        double[] second = Numbers(0, 1);
        double[] other = Numbers(1, 0);
        double[] start = Starts.Coordinate(0).ToArray();
        double bound = 4 / Math.Sqrt(Count);
        Assert.Equal(0, first.Average(), bound);
        Assert.Equal(1, first.Average(static v => v * v), bound * Math.Sqrt(2));
        Assert.Equal(3, first.Average(static v => v * v * v * v), bound * Math.Sqrt(96));
        foreach (double[] unrelated in new[] { second, other, start, [.. first.Skip(1).Append(first[0])] })
        {
            Assert.Equal(0, first.Zip(unrelated, static (a, b) => a * b).Average(), bound);
        }

        double expected = start.Average(static v => v * v);
        Assert.Equal(expected, first.Zip(start, static (a, b) => a * a * b * b).Average(), bound * Math.Sqrt(8));
    }

    [Fact]
    public void A_key_depends_on_every_coordinate_and_the_seed_and_not_on_the_place()
    {
        SampleBatch points = SampleBatch.FromPoints((1, 2), (2, 1), (1, 2), (1, Math.BitIncrement(2.0)));
        ulong key = SampleNoise.Key(7, points, 0);
        Assert.Equal(key, SampleNoise.Key(7, points, 2));
        Assert.NotEqual(key, SampleNoise.Key(7, points, 1));
        Assert.NotEqual(key, SampleNoise.Key(7, points, 3));
        Assert.NotEqual(key, SampleNoise.Key(8, points, 0));
    }

    private static double[] Numbers(int seed, int index) =>
        [.. Enumerable.Range(0, Count).Select(i => SampleNoise.Normal(SampleNoise.Key(seed, Starts, i), index))];
}
