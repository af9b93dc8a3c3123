using System.Globalization;

namespace FlowDemo.Schedules.Boss;

/// <summary>
/// What one step between any two anchors costs: c(i, j) for 0 &lt;= i &lt; j &lt;= M. Schedules that add up such costs differ only
/// in what they put here. Nothing in it knows the dimension of the samples.
/// </summary>
internal sealed class CostMatrix
{
    private readonly double[][] rows;

    private CostMatrix(TimeGrid anchors, double[][] rows)
    {
        Anchors = anchors;
        this.rows = rows;
    }

    /// <summary>The M + 1 times among which knots are chosen.</summary>
    public TimeGrid Anchors { get; }

    /// <summary>M, the largest number of steps.</summary>
    public int MaximumSteps => Anchors.Steps;

    /// <summary>c(i, j), in any unit; it may be negative.</summary>
    /// <param name="from">i, from 0 to M - 1.</param>
    /// <param name="to">j, from i + 1 to M.</param>
    public double this[int from, int to] => rows[from][to - from - 1];

    /// <summary>Tabulates a formula.</summary>
    /// <param name="anchors">The times among which knots are chosen.</param>
    /// <param name="cost">c(i, j).</param>
    /// <exception cref="FlowDemoException">A cost is not a finite number.</exception>
    public static CostMatrix FromFormula(TimeGrid anchors, Func<int, int, double> cost)
    {
        return FromRows(anchors, new Execution(1), (i, row) =>
        {
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = cost(i, i + 1 + j);
            }
        });
    }

    /// <summary>Tabulates row by row, rows at the same time on several cores.</summary>
    /// <param name="anchors">The times among which knots are chosen.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="fill">Given i, writes c(i, i + 1), c(i, i + 2), ..., c(i, M).</param>
    /// <exception cref="FlowDemoException">A cost is not a finite number.</exception>
    public static CostMatrix FromRows(TimeGrid anchors, Execution execution, Action<int, Span<double>> fill)
    {
        int count = anchors.Steps;
        double[][] rows = [.. Enumerable.Range(0, count).Select(i => new double[count - i])];
        execution.ForEach(count, i => fill(i, rows[i]));
        for (int i = 0; i < count; i++)
        {
            int bad = Array.FindIndex(rows[i], static c => !double.IsFinite(c));
            if (bad >= 0)
            {
                throw new FlowDemoException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The error of a step from t = {anchors[i]} to {anchors[i + 1 + bad]} is not a finite number, so no schedule can be "
                        + $"built from it; the target may be too large or too far away."));
            }
        }

        return new CostMatrix(anchors, rows);
    }

    /// <summary>The costs c(i, i + 1), c(i, i + 2), ..., c(i, M).</summary>
    /// <param name="from">i, from 0 to M - 1.</param>
    internal ReadOnlySpan<double> Row(int from) => rows[from];
}
