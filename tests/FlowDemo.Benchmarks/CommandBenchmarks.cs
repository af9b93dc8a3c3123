using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace FlowDemo.Benchmarks;

/// <summary>Whole commands as a user starts them: a process of its own each time, its output thrown away.</summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 9)]
public class CommandBenchmarks
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "FlowDemo.Cli.dll");

    /// <summary>The arguments.</summary>
    [Params("list", "compare", "compare --threads 1")]
    public string Arguments { get; set; } = "list";

    /// <summary>From start to exit.</summary>
    /// <exception cref="InvalidOperationException">The command fails.</exception>
    [Benchmark]
    public void Run()
    {
        ProcessStartInfo start = new("dotnet", [Program, .. Arguments.Split(' ')]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{Arguments}' exits with {process.ExitCode}.");
        }
    }
}
