using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Randomness;

/// <summary>Draws standard normal points, x0 ~ N(0, I): the same ones whenever count, seed, stream and dimension are the same.</summary>
public static class NormalNoise
{
    /// <summary>Points that are spread evenly.</summary>
    public const string QuasiKind = "quasi";

    /// <summary>Points that are independent.</summary>
    public const string RandomKind = "random";

    /// <summary>The fewest points that can be drawn.</summary>
    public const int MinimumCount = 2;

    /// <summary>The most points that can be drawn; a machine may hold fewer.</summary>
    public const int MaximumCount = 1 << 29;

    /// <summary>Draws points in the way that a name says.</summary>
    /// <param name="kind"><see cref="QuasiKind"/> or <see cref="RandomKind"/>.</param>
    /// <param name="count">Number of points, <see cref="MinimumCount"/> to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">The user's seed; any value.</param>
    /// <param name="stream">What the points are for.</param>
    /// <param name="dimension">Coordinates of a point; 2 for the plane.</param>
    /// <exception cref="FlowDemoException">The name is neither, or the count is out of range.</exception>
    public static NoiseSet Draw(string kind, int count, int seed, NoiseStream stream, int dimension = 2) => kind switch
    {
        QuasiKind => Quasi(count, seed, stream, dimension),
        RandomKind => Random(count, seed, stream, dimension),
        _ => throw new FlowDemoException($"Noise is drawn {QuasiKind} or {RandomKind}; '{kind}' is neither."),
    };

    /// <summary>Independent points; with a larger count the first ones stay the same.</summary>
    /// <param name="count">Number of points, <see cref="MinimumCount"/> to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">The user's seed; any value.</param>
    /// <param name="stream">What the points are for.</param>
    /// <param name="dimension">Coordinates of a point.</param>
    /// <returns>The points, as one replicate.</returns>
    /// <exception cref="FlowDemoException">The count is out of range.</exception>
    public static NoiseSet Random(int count, int seed, NoiseStream stream, int dimension = 2)
    {
        CheckCount(count);
        RandomSource random = RandomStream.Open(seed, stream);
        SampleBatch points = new(dimension, count);
        for (int i = 0; i < count; i++)
        {
            for (int d = 0; d < dimension; d++)
            {
                points[i, d] = Normal.Sample(random, 0, 1);
            }
        }

        return new NoiseSet(points, 1);
    }

    /// <summary>
    /// Evenly spread points: independent randomly shifted golden-ratio lattices (the replicates) through the inverse normal
    /// distribution function. Each point alone is exactly normal, and means over smooth functions scatter several times less
    /// than over as many independent points. The lattices are planar: elsewhere the points are independent.
    /// </summary>
    /// <param name="count">Number of points, <see cref="MinimumCount"/> to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">The user's seed; any value.</param>
    /// <param name="stream">What the points are for.</param>
    /// <param name="dimension">Coordinates of a point; 2 for the plane.</param>
    /// <returns>The points in <see cref="ReplicatesFor"/> replicates.</returns>
    /// <exception cref="FlowDemoException">The count is out of range.</exception>
    public static NoiseSet Quasi(int count, int seed, NoiseStream stream, int dimension = 2)
    {
        CheckCount(count);
        int replicates = dimension == 2 ? ReplicatesFor(count) : 1;
        if (replicates == 1)
        {
            return Random(count, seed, stream, dimension);
        }

        RandomSource random = RandomStream.Open(seed, stream);
        NoiseSet noise = new(new SampleBatch(2, count), replicates);
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            int start = noise.Start(replicate);
            int size = noise.Start(replicate + 1) - start;
            GoldenLattice lattice = new(size, random);
            for (int i = 0; i < size; i++)
            {
                (double u, double v) = lattice[i];
                noise.Points[start + i, 0] = InverseNormal(u);
                noise.Points[start + i, 1] = InverseNormal(v);
            }
        }

        return noise;
    }

    /// <summary>
    /// Replicates that quasi-random noise is divided into: 16 from 1024 points on, so that an interval over them has 15
    /// degrees of freedom; fewer below, because a replicate of a few points is hardly better than independent ones; 1, with
    /// independent points, below 4.
    /// </summary>
    /// <param name="count">Number of points.</param>
    public static int ReplicatesFor(int count) => count switch
    {
        >= 1024 => 16,
        >= 128 => 8,
        >= 16 => 4,
        >= 4 => 2,
        _ => 1,
    };

    /// <summary>The inverse of the normal distribution function, odd about 1/2 to the last bit.</summary>
    internal static double InverseNormal(double u) => u <= 0.5 ? Normal.InvCDF(0, 1, u) : -Normal.InvCDF(0, 1, 1 - u);

    private static void CheckCount(int count)
    {
        if (count is < MinimumCount or > MaximumCount)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"{count} noise points cannot be drawn; ask for {MinimumCount} to {MaximumCount}."));
        }
    }
}
