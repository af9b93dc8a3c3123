namespace FlowDemo.Schedules.Boss;

/// <summary>
/// The cheapest path of exactly K steps from the first anchor to the last, for every K at once:
/// <c>V(i, 1) = c(i, M), V(i, k) = min_j c(i, j) + w V(j, k - 1)</c>. Step m of a path weighs w^m; w = 1 adds the costs up.
/// </summary>
/// <remarks>
/// Bellman's recursion over steps to go, O(M^3) once. The arguments of the minima are kept, so a path never depends on two
/// sums being equal; of equal minima the smallest j wins.
/// </remarks>
internal sealed class ExactStepProgram
{
    private readonly int[][] next;
    private readonly double[] totals;

    /// <summary>Solves for all K from 1 to M.</summary>
    /// <param name="cost">The cost of every step.</param>
    /// <param name="weight">w, positive: how much more each later step counts than the one before it.</param>
    public ExactStepProgram(CostMatrix cost, double weight = 1)
    {
        Anchors = cost.Anchors;
        int last = cost.MaximumSteps;
        next = new int[last + 1][];
        totals = new double[last + 1];
        double[] value = [.. Enumerable.Range(0, last).Select(i => cost[i, last])];
        totals[1] = value[0];
        next[1] = [.. Enumerable.Repeat(last, last)];
        for (int k = 2; k <= last; k++)
        {
            // Only anchors that have k steps to go: the table shrinks by one column a level.
            double[] better = new double[last - k + 1];
            next[k] = new int[better.Length];
            for (int i = 0; i < better.Length; i++)
            {
                (better[i], next[k][i]) = Cheapest(i, cost.Row(i)[..(better.Length - i)], weight, value);
            }

            value = better;
            totals[k] = value[0];
        }
    }

    /// <summary>The M + 1 times among which knots are chosen.</summary>
    public TimeGrid Anchors { get; }

    /// <summary>The cost V(0, K) of the cheapest path.</summary>
    /// <param name="steps">K, from 1 to M.</param>
    public double Cost(int steps)
    {
        CheckSteps(steps);
        return totals[steps];
    }

    /// <summary>The anchors of the cheapest path, K + 1 indices from 0 to M.</summary>
    /// <param name="steps">K, from 1 to M.</param>
    public int[] Path(int steps)
    {
        CheckSteps(steps);
        int[] path = new int[steps + 1];
        for (int m = 0; m < steps; m++)
        {
            path[m + 1] = next[steps - m][path[m]];
        }

        return path;
    }

    private static (double Value, int Next) Cheapest(int i, ReadOnlySpan<double> row, double weight, ReadOnlySpan<double> value)
    {
        (double best, int arg) = (double.PositiveInfinity, i + 1);
        for (int e = 0; e < row.Length; e++)
        {
            double candidate = row[e] + (weight * value[i + 1 + e]);
            if (candidate < best)
            {
                (best, arg) = (candidate, i + 1 + e);
            }
        }

        return (best, arg);
    }

    private void CheckSteps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, Anchors.Steps);
    }
}
