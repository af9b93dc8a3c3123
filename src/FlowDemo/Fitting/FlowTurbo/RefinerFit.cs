using FlowDemo.Solvers;
using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Fitting.FlowTurbo;

/// <summary>
/// Fits the refiner: on states x_t of reference trajectories, with <c>v = u(x, t), x' = x + g v</c> and gaps g spread over
/// (0, longest], the ridge regression of <c>u(x', t + g) - v</c> on (x', v, t + g).
/// </summary>
internal static class RefinerFit
{
    private const int Levels = 32;
    private const int SamplesPerLevel = 1024;
    private const double Ridge = 1e-6;

    /// <summary>Fits.</summary>
    /// <param name="context">Flow, calibration noise and tally.</param>
    /// <param name="longestGap">The longest gap.</param>
    public static PolynomialRefiner Fit(ScheduleContext context, double longestGap)
    {
        SampleBatch[] states = context.ReferenceStates(TimeGrid.Uniform(Levels));
        Level[] levels = [.. Enumerable.Range(0, Levels).Select(i => Observe(context, states[i], i, longestGap))];
        int count = levels.Sum(static l => l.Variables.Count);
        double[] scales = [.. Enumerable.Range(0, 5).Select(
            v => 1 / Math.Sqrt(1e-12 + (levels.Sum(l => SquareSum(l.Variables.Coordinate(v))) / count)))];

        // Each level sums over its own samples, then the levels are added in order: the thread count changes nothing.
        double[][] sums = new double[Levels][];
        context.Execution.ForEach(Levels, i => sums[i] = Products(levels[i], scales));
        Matrix<double> gram = Matrix<double>.Build.Dense(PolynomialRefiner.Terms, PolynomialRefiner.Terms);
        Matrix<double> targets = Matrix<double>.Build.Dense(PolynomialRefiner.Terms, 2);
        for (int k = 0; k < PolynomialRefiner.Terms; k++)
        {
            int line = k * LineLength;
            for (int j = 0; j <= k; j++)
            {
                gram[k, j] = gram[j, k] = sums.Sum(s => s[line + j]);
            }

            gram[k, k] += Ridge * count;
            targets[k, 0] = sums.Sum(s => s[line + PolynomialRefiner.Terms]);
            targets[k, 1] = sums.Sum(s => s[line + PolynomialRefiner.Terms + 1]);
        }

        Matrix<double> solution = gram.Cholesky().Solve(targets);
        return new PolynomialRefiner(
            scales,
            [solution.Column(0).ToArray(), solution.Column(1).ToArray()],
            [.. Enumerable.Range(0, scales.Length).Select(v => SeenRange.Of([.. levels.Select(static l => l.Variables)], v))],
            [.. Enumerable.Range(0, 2).Select(d => SeenRange.Of([.. levels.Select(static l => l.Change)], d))]);
    }

    /// <summary>A line of products: one term with every term, then with the two targets.</summary>
    private static int LineLength => PolynomialRefiner.Terms + 2;

    private static Level Observe(ScheduleContext context, SampleBatch states, int level, double longestGap)
    {
        // A golden-ratio sequence spreads the gaps over the levels, and neighbouring levels use different samples.
        double t = (double)level / Levels;
        double gap = Math.Min(longestGap * ((0.5 + (level * 0.6180339887498949)) % 1), 1 - t);
        int stride = Math.Max(1, states.Count / SamplesPerLevel);
        SampleBatch x = states.Every(stride, level % stride);
        SampleBatch v = x.NewLike();
        SampleBatch change = x.NewLike();
        context.Flow.Field.Evaluate(t, x, v);
        Flat.AddScaled(x.Values, gap, v.Values);
        context.Flow.Field.Evaluate(t + gap, x, change);
        Flat.AddScaled(change.Values, -1, v.Values);
        SampleBatch variables = new(5, x.Count);
        x.Values.CopyTo(variables.Values);
        v.Values.CopyTo(variables.Values[(2 * x.Stride)..]);
        variables.Coordinate(4).Fill(t + gap);
        return new Level(variables, change);
    }

    private static double[] Products(Level level, double[] scales)
    {
        double[] sums = new double[PolynomialRefiner.Terms * LineLength];
        double[] row = new double[LineLength];
        double[] variables = new double[scales.Length];
        for (int i = 0; i < level.Variables.Count; i++)
        {
            for (int v = 0; v < variables.Length; v++)
            {
                variables[v] = level.Variables[i, v] * scales[v];
            }

            PolynomialRefiner.Expand(variables, row);
            (row[^2], row[^1]) = (level.Change[i, 0], level.Change[i, 1]);
            for (int k = 0; k < PolynomialRefiner.Terms; k++)
            {
                Flat.AddScaled(sums.AsSpan(k * LineLength, LineLength), row[k], row);
            }
        }

        return sums;
    }

    private static double SquareSum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return sum;
    }

    /// <summary>What is observed at one time.</summary>
    /// <param name="Variables">Position, velocity before and time, one coordinate each.</param>
    /// <param name="Change">How the velocity has changed.</param>
    private sealed record Level(SampleBatch Variables, SampleBatch Change);
}
