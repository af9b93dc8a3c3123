using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace FlowDemo.Metrics.Statistics;

/// <summary>
/// How many standard errors an interval of <see cref="Intervals.Confidence"/> reaches to either side. Tables ask for the same few again
/// and again, and finding one is a search for a root.
/// </summary>
internal static class StudentQuantile
{
    private static readonly ConcurrentDictionary<int, double> Known = new();

    /// <summary>The quantile.</summary>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double Of(int degrees) =>
        Known.GetOrAdd(degrees, static d => StudentT.InvCDF(0, 1, d, 0.5 + (Intervals.Confidence / 2)));
}
