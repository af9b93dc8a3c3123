using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using FlowDemo.Comparison;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Benchmarks;

/// <summary>A comparison from plan to report, for ever more samples: time is linear in them, on one core and on two.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5)]
public class ComparisonBenchmarks
{
    private readonly Target target = TargetLoader.Load("gaussian", PointsOptions.Default);

    /// <summary>Test points.</summary>
    [Params(100_000, 200_000, 400_000, 1_000_000)]
    public int Samples { get; set; }

    /// <summary>Cores.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Euler on equal steps, and the reference.</summary>
    [Benchmark]
    public ComparisonReport Compare()
    {
        ComparisonPlan plan = new() { Target = "gaussian", Solvers = ["euler"], Schedules = ["uniform"], Budgets = [4], Metrics = ["rmse"],
            Samples = Samples };
        return ComparisonRunner.Run(plan, target, null, new Execution(Threads));
    }
}
