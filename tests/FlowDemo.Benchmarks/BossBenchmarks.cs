using BenchmarkDotNet.Attributes;
using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Benchmarks;

/// <summary>The BOSS table of one-step errors along known trajectories, and the grids for every number of steps.</summary>
[MemoryDiagnoser]
public class BossBenchmarks
{
    private Flow flow = null!;
    private AnchoredTrajectories trajectories = null!;

    /// <summary>Samples and anchor intervals.</summary>
    [Params("4096 x 100", "1024 x 1000")]
    public string Size { get; set; } = "4096 x 100";

    /// <summary>Walks the samples from anchor to anchor.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (int samples, int anchors) = Size == "4096 x 100" ? (4096, 100) : (1024, 1000);
        flow = KernelProblem.Ring();
        SampleBatch noise = NormalNoise.Quasi(samples, 1, NoiseStream.Calibration).Points;
        trajectories = AnchoredTrajectories.ByEuler(flow, TimeGrid.Uniform(anchors), noise, Execution.Default);
    }

    /// <summary>Table and program for Euler's step.</summary>
    [Benchmark]
    public object TableAndAllGrids() =>
        new ExactStepProgram(LocalErrors.Tabulate(flow, Tableaus.Euler, trajectories, new SquaredError(), Execution.Default));
}
