using BenchmarkDotNet.Attributes;
using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Benchmarks;

/// <summary>A sampler run and both references on the ring, on one core and on two.</summary>
[MemoryDiagnoser]
public class SamplingBenchmarks
{
    private readonly Flow flow = KernelProblem.Ring();
    private readonly SampleBatch few = NormalNoise.Quasi(4096, 1, NoiseStream.Test).Points;
    private readonly SampleBatch many = NormalNoise.Quasi(100_000, 1, NoiseStream.Test).Points;

    /// <summary>Cores.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>100,000 samples, 16 steps of RK4.</summary>
    [Benchmark]
    public SampleBatch Run() => Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(16), many, new Execution(Threads));

    /// <summary>The reference of 4,096 samples: order 8 on a grid of its own.</summary>
    [Benchmark]
    public ReferenceSolution AdaptiveReference() => ReferenceSolution.Adaptive(flow, few, new Execution(Threads));

    /// <summary>The reference of 4,096 samples: 1,000 steps of RK4.</summary>
    [Benchmark(Baseline = true)]
    public ReferenceSolution FineStepReference() => ReferenceSolution.FineSteps(flow, few, 1000, new Execution(Threads));
}
