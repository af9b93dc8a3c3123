using BenchmarkDotNet.Attributes;
using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Solvers;

namespace FlowDemo.Benchmarks;

/// <summary>Eight steps of one chunk of 256 samples on the ring, by a stepper that has been started: it allocates nothing.</summary>
[MemoryDiagnoser]
public class StepperBenchmarks
{
    private readonly TimeGrid grid = TimeGrid.Uniform(8);
    private readonly SampleBatch x0 = NormalNoise.Quasi(256, 1, NoiseStream.Test).Points;
    private SampleBatch x = null!;
    private IStepper stepper = null!;

    /// <summary>Name of the solver.</summary>
    [Params("euler", "heun", "rk4", "ab3", "dpmpp-2m", "unipc2")]
    public string Solver { get; set; } = "euler";

    /// <summary>Starts the stepper.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Flow flow = KernelProblem.Ring();
        x = x0.Clone();
        stepper = SolverCatalog.All.Create(Solver).Start(flow, grid, x);
    }

    /// <summary>From noise to data.</summary>
    [Benchmark]
    public void Steps()
    {
        x0.Values.CopyTo(x.Values);
        for (int k = 0; k < grid.Steps; k++)
        {
            stepper.Step(grid[k], grid[k + 1], x);
        }
    }
}
