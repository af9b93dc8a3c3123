using System.Numerics;
using System.Runtime.InteropServices;

namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The target points of an assignment during the search, in an order that changes: those without a partner stand first, so
/// that one scan of contiguous memory finds the nearest of each kind. Costs come from the coordinates; there is no matrix.
/// </summary>
internal sealed class Columns
{
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] dual;
    private readonly double[] distance;
    private readonly long[] predecessor;
    private readonly int[] row;
    private readonly int[] original;

    /// <summary>Copies the points; no dual, no partner.</summary>
    /// <param name="targets">The target points.</param>
    public Columns(SampleBatch targets)
    {
        x = targets.Coordinate(0).ToArray();
        y = targets.Coordinate(1).ToArray();
        dual = new double[x.Length];
        distance = new double[x.Length];
        predecessor = new long[x.Length];
        row = new int[x.Length];
        Array.Fill(row, -1);
        original = [.. Enumerable.Range(0, x.Length)];
    }

    /// <summary>v of the column at each position.</summary>
    public Span<double> Dual => dual;

    /// <summary>Length of the shortest path found so far to the column at each position.</summary>
    public Span<double> Distance => distance;

    /// <summary>The row at each position, or -1.</summary>
    public ReadOnlySpan<int> Row => row;

    /// <summary>Where the column at each position stood at first.</summary>
    public ReadOnlySpan<int> Original => original;

    /// <summary>The last row on the shortest path to the column at a position.</summary>
    /// <param name="position">The position.</param>
    public int Predecessor(int position) => (int)predecessor[position];

    /// <summary>Gives a column to a row.</summary>
    /// <param name="position">Where the column stands.</param>
    /// <param name="partner">The row.</param>
    public void Assign(int position, int partner) => row[position] = partner;

    /// <summary>Cost of a pair less the column's dual.</summary>
    /// <param name="px">First coordinate of the row's point.</param>
    /// <param name="py">Second coordinate of the row's point.</param>
    /// <param name="position">Where the column stands.</param>
    public double Reduced(double px, double py, int position)
    {
        double dx = px - x[position];
        double dy = py - y[position];
        return (dx * dx) + (dy * dy) - dual[position];
    }

    /// <summary>Exchanges the columns at two positions.</summary>
    /// <param name="a">A position.</param>
    /// <param name="b">Another, or the same.</param>
    public void Swap(int a, int b)
    {
        (x[a], x[b]) = (x[b], x[a]);
        (y[a], y[b]) = (y[b], y[a]);
        (dual[a], dual[b]) = (dual[b], dual[a]);
        (distance[a], distance[b]) = (distance[b], distance[a]);
        (predecessor[a], predecessor[b]) = (predecessor[b], predecessor[a]);
        (row[a], row[b]) = (row[b], row[a]);
        (original[a], original[b]) = (original[b], original[a]);
    }

    /// <summary>
    /// Shortens the paths of a range of columns by way of one row, <c>distance_j = min(distance_j, c_ij - v_j - offset)</c>, and
    /// finds the nearest.
    /// </summary>
    /// <param name="range">Positions from start up to, not including, end.</param>
    /// <param name="via">The row i.</param>
    /// <param name="px">First coordinate of its point.</param>
    /// <param name="py">Second coordinate of its point.</param>
    /// <param name="offset">What the row's dual and the path to it take off.</param>
    /// <returns>The nearest column, the first of equal ones; -1 and infinity for an empty range.</returns>
    public (int Position, double Distance) Relax((int Start, int End) range, int via, double px, double py, double offset)
    {
        int lanes = Vector<double>.Count;
        int wideEnd = range.Start + ((range.End - range.Start) / lanes * lanes);
        Vector<double> best = new(double.PositiveInfinity);
        Vector<long> bestAt = new(-1L);
        Vector<long> at = Vector<long>.Indices + new Vector<long>(range.Start);
        Vector<double> wideX = new(px);
        Vector<double> wideY = new(py);
        Vector<double> wideOffset = new(offset);
        Vector<long> wideVia = new(via);
        ref double x0 = ref MemoryMarshal.GetArrayDataReference(x);
        ref double y0 = ref MemoryMarshal.GetArrayDataReference(y);
        ref double dual0 = ref MemoryMarshal.GetArrayDataReference(dual);
        ref double distance0 = ref MemoryMarshal.GetArrayDataReference(distance);
        ref long predecessor0 = ref MemoryMarshal.GetArrayDataReference(predecessor);
        for (int j = range.Start; j < wideEnd; j += lanes)
        {
            Vector<double> dx = wideX - Vector.LoadUnsafe(ref x0, (nuint)j);
            Vector<double> dy = wideY - Vector.LoadUnsafe(ref y0, (nuint)j);
            Vector<double> candidate = (dx * dx) + (dy * dy) - Vector.LoadUnsafe(ref dual0, (nuint)j) - wideOffset;
            Vector<double> old = Vector.LoadUnsafe(ref distance0, (nuint)j);
            Vector<long> shorter = Vector.LessThan(candidate, old);
            Vector<double> now = Vector.ConditionalSelect(shorter, candidate, old);
            now.StoreUnsafe(ref distance0, (nuint)j);
            Vector.ConditionalSelect(shorter, wideVia, Vector.LoadUnsafe(ref predecessor0, (nuint)j)).StoreUnsafe(ref predecessor0, (nuint)j);
            Vector<long> nearer = Vector.LessThan(now, best);
            best = Vector.ConditionalSelect(nearer, now, best);
            bestAt = Vector.ConditionalSelect(nearer, at, bestAt);
            at += new Vector<long>(lanes);
        }

        (int position, double nearest) = First(best, bestAt);
        for (int j = wideEnd; j < range.End; j++)
        {
            double candidate = Reduced(px, py, j) - offset;
            if (candidate < distance[j])
            {
                (distance[j], predecessor[j]) = (candidate, via);
            }

            (position, nearest) = distance[j] < nearest ? (j, distance[j]) : (position, nearest);
        }

        return (position, nearest);
    }

    private static (int Position, double Distance) First(Vector<double> best, Vector<long> bestAt)
    {
        (long position, double nearest) = (bestAt[0], best[0]);
        for (int lane = 1; lane < Vector<double>.Count; lane++)
        {
            bool isBetter = best[lane] < nearest || (best[lane] == nearest && bestAt[lane] < position);
            (position, nearest) = isBetter ? (bestAt[lane], best[lane]) : (position, nearest);
        }

        return ((int)position, nearest);
    }
}
