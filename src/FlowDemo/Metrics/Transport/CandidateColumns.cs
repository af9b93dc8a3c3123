using System.Numerics;
using System.Runtime.InteropServices;

namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The reduced costs <c>c_ij - v_j</c> of an assignment, from the coordinates: there is no matrix. For each row there is a short
/// list of the columns where it is least, with a bound that no other column comes below. The bound lasts, because v only falls.
/// </summary>
internal sealed class CandidateColumns
{
    private readonly double[] rowX;
    private readonly double[] rowY;
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] duals;
    private readonly double[] reduced;
    private readonly int[][] lists;
    private readonly double[] bounds;
    private readonly PriorityQueue<int, double> farthestFirst = new();

    /// <summary>Takes the points. The lists are empty, and their bounds minus infinity.</summary>
    /// <param name="sources">Rows: n planar points.</param>
    /// <param name="targets">Columns: n planar points.</param>
    /// <param name="duals">v, one per column; kept and changed.</param>
    public CandidateColumns(SampleBatch sources, SampleBatch targets, double[] duals)
    {
        (rowX, rowY) = (sources.Coordinate(0).ToArray(), sources.Coordinate(1).ToArray());
        (x, y) = (targets.Coordinate(0).ToArray(), targets.Coordinate(1).ToArray());
        this.duals = duals;
        reduced = new double[x.Length];
        lists = new int[x.Length][];
        bounds = new double[x.Length];
        Array.Fill(lists, []);
        Array.Fill(bounds, double.NegativeInfinity);
    }

    /// <summary>n, of rows and of columns.</summary>
    public int Count => x.Length;

    /// <summary>v, one per column.</summary>
    public double[] Duals => duals;

    /// <summary>The columns in a row's list.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<int> Of(int row) => lists[row];

    /// <summary>What the reduced cost of every column that is not in the row's list is at least; infinite when all are in it.</summary>
    /// <param name="row">The row.</param>
    public double Bound(int row) => bounds[row];

    /// <summary><c>c_ij - v_j</c>.</summary>
    /// <param name="row">i.</param>
    /// <param name="column">j.</param>
    public double Reduced(int row, int column)
    {
        double dx = rowX[row] - x[column];
        double dy = rowY[row] - y[column];
        return (dx * dx) + (dy * dy) - duals[column];
    }

    /// <summary><c>c_ij - v_j</c> for all columns, until the next call of this method or of <see cref="Refresh"/>.</summary>
    /// <param name="row">i.</param>
    public ReadOnlySpan<double> Reduced(int row)
    {
        Vector<double> px = new(rowX[row]);
        Vector<double> py = new(rowY[row]);
        ref double x0 = ref MemoryMarshal.GetArrayDataReference(x);
        ref double y0 = ref MemoryMarshal.GetArrayDataReference(y);
        ref double dual0 = ref MemoryMarshal.GetArrayDataReference(duals);
        ref double reduced0 = ref MemoryMarshal.GetArrayDataReference(reduced);
        int j = 0;
        for (; j <= x.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            Vector<double> dx = px - Vector.LoadUnsafe(ref x0, (nuint)j);
            Vector<double> dy = py - Vector.LoadUnsafe(ref y0, (nuint)j);
            ((dx * dx) + (dy * dy) - Vector.LoadUnsafe(ref dual0, (nuint)j)).StoreUnsafe(ref reduced0, (nuint)j);
        }

        for (; j < x.Length; j++)
        {
            reduced[j] = Reduced(row, j);
        }

        return reduced;
    }

    /// <summary>Lowers v of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="change">What is added; where rounding made it positive, nothing is.</param>
    public void Lower(int column, double change) => duals[column] += Math.Min(0, change);

    /// <summary>The least reduced cost of every row: the largest u that v allows.</summary>
    /// <param name="cancellation">Ends the work early.</param>
    public double[] LeastOfRows(CancellationToken cancellation)
    {
        double[] least = new double[Count];
        for (int i = 0; i < least.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            least[i] = TwoLeast(i).Least;
        }

        return least;
    }

    /// <summary>Finds the columns of a row's list anew.</summary>
    /// <param name="row">The row.</param>
    /// <param name="size">How many, at least 1; all if there are fewer.</param>
    /// <returns>What <see cref="Reduced(int)"/> does.</returns>
    public ReadOnlySpan<double> Refresh(int row, int size)
    {
        ReadOnlySpan<double> all = Reduced(row);
        int[] list = new int[Math.Min(Count, size)];
        for (int j = 0; j < list.Length; j++)
        {
            farthestFirst.Enqueue(j, -all[j]);
        }

        double bound = double.PositiveInfinity;
        double farthest = Farthest();
        for (int j = NextBelow(all, list.Length, bound); j < all.Length; j = NextBelow(all, j + 1, bound))
        {
            if (all[j] < farthest)
            {
                bound = farthest;
                farthestFirst.DequeueEnqueue(j, -all[j]);
                farthest = Farthest();
            }
            else
            {
                bound = all[j];
            }
        }

        for (int k = list.Length - 1; k >= 0; k--)
        {
            list[k] = farthestFirst.Dequeue();
        }

        (lists[row], bounds[row]) = (list, bound);
        return all;
    }

    /// <summary>The column of least reduced cost, the first of equal ones, and the two least values.</summary>
    /// <param name="row">The row.</param>
    public (int Nearest, double Least, double Second) TwoLeast(int row)
    {
        ReadOnlySpan<double> all = Reduced(row);
        (int nearest, double least, double second) = (-1, double.PositiveInfinity, double.PositiveInfinity);
        for (int j = NextBelow(all, 0, second); j < all.Length; j = NextBelow(all, j + 1, second))
        {
            (nearest, least, second) = all[j] < least ? (j, all[j], least) : (nearest, least, all[j]);
        }

        return (nearest, least, second);
    }

    private double Farthest() => farthestFirst.TryPeek(out _, out double negative) ? -negative : double.PositiveInfinity;

    // The first index from a given one on where the value is below the bound; the length if there is none.
    private static int NextBelow(ReadOnlySpan<double> values, int from, double bound)
    {
        Vector<double> wide = new(bound);
        while (from <= values.Length - Vector<double>.Count && !Vector.LessThanAny(new Vector<double>(values[from..]), wide))
        {
            from += Vector<double>.Count;
        }

        while (from < values.Length && values[from] >= bound)
        {
            from++;
        }

        return from;
    }
}
