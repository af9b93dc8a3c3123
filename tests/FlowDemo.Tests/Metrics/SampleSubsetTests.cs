using FlowDemo.Metrics;
using FlowDemo.Randomness;

namespace FlowDemo.Tests.Metrics;

public sealed class SampleSubsetTests
{
    [Theory]
    [InlineData(1000, 16)]
    [InlineData(10, 10)]
    [InlineData(4096, 16)]
    [InlineData(10_000, 16)]
    public void It_takes_different_samples_evenly_from_every_replicate(int limit, int replicates)
    {
        SampleBatch numbers = new(2, 4096);
        for (int i = 0; i < numbers.Count; i++)
        {
            numbers[i, 0] = i;
        }

        NoiseSet noise = new(numbers, 16);
        SampleSubset subset = new(noise, limit);
        double[] taken = subset.Take(numbers).Coordinate(0).ToArray();

        Assert.Equal(Math.Min(limit, 4096), taken.Length);
        Assert.Equal(replicates, subset.Noise.Replicates);
        Assert.Equal(taken.Length, taken.Distinct().Count());
        Assert.Equal(taken, subset.Noise.Points.Coordinate(0).ToArray());
        for (int r = 0; r < replicates; r++)
        {
            Assert.All(
                taken[subset.Noise.Start(r)..subset.Noise.Start(r + 1)],
                i => Assert.InRange(i, noise.Start(r), noise.Start(r + 1) - 1));
        }
    }
}
