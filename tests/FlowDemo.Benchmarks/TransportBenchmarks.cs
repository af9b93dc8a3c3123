using BenchmarkDotNet.Attributes;
using FlowDemo.Metrics.Transport;
using FlowDemo.Randomness;

namespace FlowDemo.Benchmarks;

/// <summary>The exact optimal assignment between two draws from a ring of eight modes.</summary>
[MemoryDiagnoser]
public class TransportBenchmarks
{
    private SampleBatch sources = null!;
    private SampleBatch targets = null!;

    /// <summary>Points on each side.</summary>
    [Params(1000, 4096)]
    public int Points { get; set; }

    /// <summary>Draws both sides.</summary>
    [GlobalSetup]
    public void Setup()
    {
        SampleBatch noise = NormalNoise.Random(Points, 1, NoiseStream.Test).Points;
        SampleBatch other = NormalNoise.Random(Points, 2, NoiseStream.Test).Points;
        (sources, targets) = (OnRing(noise), OnRing(other));
    }

    /// <summary>Solves the assignment.</summary>
    [Benchmark]
    public double Assignment() => PlanarAssignment.Solve(sources, targets, CancellationToken.None).MeanCost;

    private static SampleBatch OnRing(SampleBatch noise)
    {
        SampleBatch points = noise.NewLike();
        for (int i = 0; i < noise.Count; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * i / 8);
            (points[i, 0], points[i, 1]) = ((4 * cos) + (0.3 * noise[i, 0]), (4 * sin) + (0.3 * noise[i, 1]));
        }

        return points;
    }
}
