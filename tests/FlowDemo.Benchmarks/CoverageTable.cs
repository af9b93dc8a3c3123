using System.Globalization;
using FlowDemo.Randomness;
using FlowDemo.Targets;
using FlowDemo.Tests.Metrics.Statistics;

namespace FlowDemo.Benchmarks;

/// <summary>How often the interval of every figure covers it: 95 % is promised.</summary>
internal static class CoverageTable
{
    private const int Many = 1 << 20;
    private static readonly string[] Targets = ["ring", "moons", "skewed"];
    private static readonly string[] Figures =
        ["rmse", "median", "p99", "flips", "weights", "kl", "mmd", "w2:200", "w2:reference,200", "sliced-w2", "sliced-w2:reference",
            "frechet", IntervalCoverage.Ratio];

    /// <summary>Prints one line per figure.</summary>
    /// <param name="repetitions">Seeds.</param>
    /// <param name="samples">Samples of a row.</param>
    /// <param name="output">Where to.</param>
    public static void Print(int repetitions, int samples, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"% of {repetitions} intervals that cover (that lie above, below); {samples} samples, Euler at "
                + $"NFE 6"));
        foreach (string name in Targets)
        {
            GaussianMixture target = TargetCatalog.All.Create(name)(PointsOptions.Default).Mixture;
            string[] figures = [.. Figures.Where(
                f => target is { IsKernelMixture: false, Components.Length: > 1 } || f is not ("flips" or "weights"))];
            IntervalCoverage coverage = new(target, figures, samples, Many, Execution.Default);
            var quasi = coverage.Measure(NormalNoise.QuasiKind, repetitions);
            var random = coverage.Measure(NormalNoise.RandomKind, repetitions);
            for (int f = 0; f < figures.Length; f++)
            {
                output.WriteLine($"{name,-8} {figures[f],-20} quasi {Text(quasi[f])}   random {Text(random[f])}");
            }
        }
    }

    private static string Text((string Figure, double Above, double Below) missed) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * (1 - missed.Above - missed.Below),5:F1} ({100 * missed.Above,4:F1}, "
            + $"{100 * missed.Below,4:F1})");
}
