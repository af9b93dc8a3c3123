using System.Diagnostics;
using System.Globalization;
using FlowDemo.Models;

namespace FlowDemo.Benchmarks;

/// <summary>What it costs to ask another process: the bytes that go each way in a second, and the time of a small request.</summary>
internal static class PipeTable
{
    private const int Repetitions = 7;

    /// <summary>Measures a child that gives back what it gets, the best of a few rounds.</summary>
    /// <param name="output">Where to print.</param>
    public static void Print(TextWriter output)
    {
        output.WriteLine("| samples x dimension | numbers | ms per request | MB/s each way | bytes allocated per request |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: |");
        foreach ((int samples, int dimension, string type, int requests) in
            (ReadOnlySpan<(int, int, string, int)>)
            [
                (4096, 2, "float64", 500), (4096, 2, "float32", 500), (4096, 1024, "float32", 10), (4096, 1024, "float64", 10),
                (64, 65536, "float32", 10),
            ])
        {
            string child = Path.Combine(AppContext.BaseDirectory, "FlowDemo.ModelChild.dll");
            using ModelField model = ModelField.Start(
                new ModelSettings(string.Create(CultureInfo.InvariantCulture, $"dotnet '{child}' zero:{dimension} {type} echo")),
                CancellationToken.None);
            SampleBatch x = new(dimension, samples);
            SampleBatch velocity = x.NewLike();
            model.Evaluate(0.5, x, velocity);
            (double best, long allocated) = (double.PositiveInfinity, 0);
            for (int round = 0; round < Repetitions; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Stopwatch watch = Stopwatch.StartNew();
                for (int i = 0; i < requests; i++)
                {
                    model.Evaluate(0.5, x, velocity);
                }

                best = Math.Min(best, watch.Elapsed.TotalSeconds / requests);
                allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / requests;
            }

            // A request goes out and its answer comes back, one after the other: each has half of the time.
            double megabytes = (double)samples * dimension * (type == "float32" ? sizeof(float) : sizeof(double)) / 1e6;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {samples} x {dimension} | {type} | {1000 * best:F2} | {megabytes / (best / 2):F0} | {allocated} |"));
        }
    }
}
