using MathNet.Numerics.Distributions;

namespace FlowDemo.Metrics.Statistics;

/// <summary>
/// The geometric mean over several problems of a ratio of sums, <c>exp(mean log(sum a / sum b))</c>. The problems may share their
/// noise, so a group of samples is left out of all of them at once: what they have in common is then in the error.
/// </summary>
/// <remarks>The problems themselves are held fixed: an interval says what other noise would give, not what other problems would.</remarks>
internal sealed class PooledRatio
{
    private readonly double[] leaveOneOut;

    /// <summary>Pools ratios over equally many groups.</summary>
    /// <param name="problems">One ratio for each problem, at least one.</param>
    public PooledRatio(IReadOnlyList<GroupedRatio> problems)
    {
        Value = Pool([.. problems.Select(static p => p.Value)]);
        double[][] parts = [.. problems.Select(static p => p.LeaveOneOut())];
        leaveOneOut = parts is [double[] only]
            ? only
            : [.. Enumerable.Range(0, problems[0].Groups).Select(g => Pool([.. parts.Select(p => p[g])]))];
    }

    /// <summary>The geometric mean; NaN where one problem says zero and another one infinity.</summary>
    public double Value { get; }

    /// <summary>The geometric mean with its interval, symmetric in the logarithm.</summary>
    public Estimate Interval() => Jackknife.Positive(Value, leaveOneOut);

    /// <summary>
    /// The chance that two methods of equal error differ by as much as was seen, either way: Student's t of the logarithm of
    /// the ratio over its jackknife error.
    /// </summary>
    public double TwoSidedProbability() => TwoSidedProbability(Errors(), leaveOneOut.Length);

    /// <summary>The chance of so many standard errors or more, either way.</summary>
    /// <param name="errors">From <see cref="Errors"/>.</param>
    /// <param name="groups">Groups of samples that the error was told from.</param>
    public static double TwoSidedProbability(double errors, int groups) =>
        errors == 0 ? 1 : double.IsPositiveInfinity(errors) ? 0 : 2 * StudentT.CDF(0, 1, groups - 1, -errors);

    /// <summary>
    /// How many standard errors the logarithm of the ratio is from none: 0 where nothing can be said, infinite where it is certain.
    /// </summary>
    public double Errors()
    {
        if (Value == 1 || double.IsNaN(Value) || leaveOneOut.Length < 2)
        {
            return 0;
        }

        double logRatio = Math.Log(Value);
        if (!double.IsFinite(logRatio))
        {
            // One of the two has no error at all, or an infinite one: certain, unless it hangs on a single group.
            return Array.TrueForAll(leaveOneOut, v => v == Value) ? double.PositiveInfinity : 0;
        }

        double[] logs = Array.ConvertAll(leaveOneOut, Math.Log);
        if (!Array.TrueForAll(logs, double.IsFinite))
        {
            return 0;
        }

        return Math.Abs(logRatio) / Jackknife.StandardError(logs);
    }

    // One problem keeps its ratio to the last digit.
    private static double Pool(double[] ratios) =>
        ratios is [double only] ? only : Math.Exp(ratios.Sum(static r => Math.Log(r)) / ratios.Length);
}
