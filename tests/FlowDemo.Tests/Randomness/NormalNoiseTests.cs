using CsCheck;
using FlowDemo.Randomness;

namespace FlowDemo.Tests.Randomness;

public sealed class NormalNoiseTests
{
    private static readonly Gen<int> Seeds = Gen.Int;

    [Fact]
    public void The_same_seed_gives_the_same_points() => Gen.Select(Gen.Int[2, 3000], Seeds, Gen.Enum<NoiseStream>()).Sample(
        static (count, seed, stream) =>
            Same(NormalNoise.Random(count, seed, stream), NormalNoise.Random(count, seed, stream))
            && Same(NormalNoise.Quasi(count, seed, stream), NormalNoise.Quasi(count, seed, stream)),
        iter: 50);

    [Fact]
    public void More_random_points_begin_with_the_fewer() => Gen.Select(Gen.Int[2, 500], Gen.Int[1, 500], Seeds).Sample(
        static (count, more, seed) =>
        {
            SampleBatch few = NormalNoise.Random(count, seed, NoiseStream.Test).Points;
            SampleBatch many = NormalNoise.Random(count + more, seed, NoiseStream.Test).Points;
            return Same(few, many.Slice(0, count));
        },
        iter: 50);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(15, 2)]
    [InlineData(16, 4)]
    [InlineData(128, 8)]
    [InlineData(1023, 8)]
    [InlineData(1024, 16)]
    [InlineData(4096, 16)]
    public void Quasi_noise_has_replicates(int count, int replicates)
    {
        NoiseSet noise = NormalNoise.Quasi(count, 0, NoiseStream.Test);
        Assert.Equal((count, replicates), (noise.Count, noise.Replicates));
        Assert.Equal(1, NormalNoise.Random(count, 0, NoiseStream.Test).Replicates);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(4096)]
    [InlineData(5003)]
    public void Quasi_moments_are_much_nearer_to_normal_than_random_ones(int count)
    {
        // Root mean square over 50 seeds of the errors of the two means and three second moments.
        double quasi = MomentError(seed => NormalNoise.Quasi(count, seed, NoiseStream.Test));
        double random = MomentError(seed => NormalNoise.Random(count, seed, NoiseStream.Test));
        Assert.InRange(random, 0.7 * Math.Sqrt(7.0 / count), 1.4 * Math.Sqrt(7.0 / count));
        Assert.True(quasi < random / 2.5, $"quasi {quasi}, random {random}");
    }

    [Fact]
    public void Quasi_noise_is_unbiased_in_the_tails()
    {
        // P(|x| > 2) = 0.0455; over 100 seeds of 1024 points in two coordinates.
        double[] shares = [.. Enumerable.Range(0, 100).Select(static seed => Share(NormalNoise.Quasi(1024, seed, NoiseStream.Test)))];
        Assert.Equal(0.04550026, shares.Average(), 0.0005);

        static double Share(NoiseSet noise) =>
            (Count(noise.Points.Coordinate(0)) + Count(noise.Points.Coordinate(1))) / (2.0 * noise.Count);

        static int Count(Span<double> values)
        {
            int count = 0;
            foreach (double value in values)
            {
                count += Math.Abs(value) > 2 ? 1 : 0;
            }

            return count;
        }
    }

    [Fact]
    public void Replicates_differ_and_each_is_spread_over_the_plane()
    {
        NoiseSet noise = NormalNoise.Quasi(1600, 3, NoiseStream.Test);
        HashSet<double> firsts = [];
        for (int r = 0; r < noise.Replicates; r++)
        {
            SampleBatch part = noise.Points.Slice(noise.Start(r), noise.Start(r + 1) - noise.Start(r));
            Assert.True(firsts.Add(part[0, 0]));
            for (int d = 0; d < 2; d++)
            {
                double[] sorted = part.Coordinate(d).ToArray();
                Array.Sort(sorted);

                // 100 points: the median of an even spread is within a few hundredths of 0, of a random draw within tenths.
                Assert.InRange(sorted[50], -0.1, 0.1);
            }
        }
    }

    [Fact]
    public void No_point_of_one_stream_occurs_in_another() => Seeds.Sample(
        static seed =>
        {
            foreach (string kind in (string[])[NormalNoise.RandomKind, NormalNoise.QuasiKind])
            {
                double[] all = [.. Enum.GetValues<NoiseStream>().SelectMany(
                    s => NormalNoise.Draw(kind, 500, seed, s).Points.Coordinate(0).ToArray())];
                if (all.Distinct().Count() != all.Length)
                {
                    return false;
                }
            }

            return true;
        },
        iter: 20);

    [Fact]
    public void All_points_are_finite() => Gen.Select(Gen.Int[2, 20000], Seeds).Sample(
        static (count, seed) =>
        {
            foreach (double value in NormalNoise.Quasi(count, seed, NoiseStream.Test).Points.Values)
            {
                if (!double.IsFinite(value))
                {
                    return false;
                }
            }

            return true;
        },
        iter: 20);

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Too_few_and_too_many_points_are_refused(int count)
    {
        string random = Assert.Throws<FlowDemoException>(() => NormalNoise.Random(count, 0, NoiseStream.Test)).Message;
        string quasi = Assert.Throws<FlowDemoException>(() => NormalNoise.Quasi(count, 0, NoiseStream.Test)).Message;
        Assert.Equal($"{count} noise points cannot be drawn; ask for 2 to 536870912.", random);
        Assert.Equal(random, quasi);
    }

    private static double MomentError(Func<int, NoiseSet> draw)
    {
        double total = 0;
        for (int seed = 0; seed < 50; seed++)
        {
            SampleBatch points = draw(seed).Points;
            (double x, double y, double xx, double xy, double yy) = (0, 0, 0, 0, 0);
            for (int i = 0; i < points.Count; i++)
            {
                (double px, double py) = (points[i, 0], points[i, 1]);
                (x, y, xx, xy, yy) = (x + px, y + py, xx + (px * px), xy + (px * py), yy + (py * py));
            }

            double n = points.Count;
            double[] errors = [x / n, y / n, (xx / n) - 1, xy / n, (yy / n) - 1];
            total += errors.Sum(static e => e * e);
        }

        return Math.Sqrt(total / 50);
    }

    private static bool Same(NoiseSet a, NoiseSet b) => a.Replicates == b.Replicates && Same(a.Points, b.Points);

    private static bool Same(SampleBatch a, SampleBatch b) => a.Values.SequenceEqual(b.Values);
}
