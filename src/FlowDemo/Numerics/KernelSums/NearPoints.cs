using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlowDemo.Numerics.KernelSums;

/// <summary>
/// Points packed into boxes of 64, summed one by one, but only in the boxes that matter: a box whose nearest corner weighs less
/// than exp(-34) of the nearest point, all points together, is passed over. Good at any distance and any bandwidth; cheap where
/// the bandwidth is small beside the spread of the points.
/// </summary>
/// <remarks>Packing: Leutenegger, Lopez, Edgington, STR: A Simple and Efficient Algorithm for R-Tree Packing, ICDE 1997.</remarks>
internal sealed class NearPoints
{
    private const int LeafSize = 64;
    private const double Cut = 34;

    private readonly int leaves;
    private readonly double cut;
    private readonly double[] xs;
    private readonly double[] ys;
    private readonly double[] weights;
    private readonly double[] minX;
    private readonly double[] maxX;
    private readonly double[] minY;
    private readonly double[] maxY;

    /// <summary>Packs the points.</summary>
    /// <param name="points">At least one point.</param>
    public NearPoints(WeightedPoints points)
    {
        cut = Cut - Math.Log(points.Weight.Min() / points.Weight.Sum());
        leaves = (points.Count + LeafSize - 1) / LeafSize;
        BoxCount = (leaves + MomentSums.Lanes - 1) / MomentSums.Lanes * MomentSums.Lanes;
        int[] order = Pack(points, leaves);
        xs = new double[leaves * LeafSize];
        ys = new double[leaves * LeafSize];
        weights = new double[leaves * LeafSize];
        for (int i = 0; i < xs.Length; i++)
        {
            // The last box is filled up with copies of the last point that weigh nothing.
            int k = order[Math.Min(i, order.Length - 1)];
            (xs[i], ys[i], weights[i]) = (points.X[k], points.Y[k], i < order.Length ? points.Weight[k] : 0);
        }

        (minX, maxX, minY, maxY) = (new double[BoxCount], new double[BoxCount], new double[BoxCount], new double[BoxCount]);
        for (int box = 0; box < BoxCount; box++)
        {
            int start = Math.Min(box, leaves - 1) * LeafSize;
            (minX[box], maxX[box]) = (xs.AsSpan(start, LeafSize).ToArray().Min(), xs.AsSpan(start, LeafSize).ToArray().Max());
            (minY[box], maxY[box]) = (ys.AsSpan(start, LeafSize).ToArray().Min(), ys.AsSpan(start, LeafSize).ToArray().Max());
        }
    }

    /// <summary>Number of boxes, rounded up to whole vectors: the size of the scratch that <see cref="At"/> wants.</summary>
    public int BoxCount { get; }

    /// <summary>The moments as seen from x.</summary>
    /// <param name="alpha">Scale of the points.</param>
    /// <param name="variance">v.</param>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="scratch">At least <see cref="BoxCount"/> numbers.</param>
    /// <param name="central">Whether more than the mean is wanted.</param>
    [SkipLocalsInit]
    public KernelMoments At<TLanes>(double alpha, double variance, double x, double y, Span<double> scratch, bool central)
        where TLanes : struct, ILanes<TLanes>
    {
        double sure = Measure<TLanes>(alpha, x, y, scratch);
        double nearest = double.NegativeInfinity;
        int home = 0;
        for (int leaf = 0; leaf < leaves; leaf++)
        {
            if (scratch[leaf] >= sure && Nearest<TLanes>(leaf, alpha, x, y) is double candidate && !(candidate <= nearest))
            {
                (nearest, home) = (candidate, leaf);
            }
        }

        // Offsets count from the point that weighs most, so that the moments do not cancel.
        (double centreX, double centreY) = NearestIn(home, alpha, x, y);
        double half = 0.5 / variance;
        double least = nearest - (cut / half);
        MomentSums sums = default;
        for (int leaf = 0; leaf < leaves; leaf++)
        {
            // Written so that what is not a number is summed, and seen.
            if (!(scratch[leaf] < least))
            {
                Add<TLanes>(leaf, alpha, half, nearest, (x, y), (centreX, centreY), central, ref sums);
            }
        }

        return sums.Moments(1, centreX, centreY, central) with { Shift = nearest * half };
    }

    /// <summary>Sorts by x into strips and by y within a strip, so that each run of 64 fills a small box.</summary>
    private static int[] Pack(WeightedPoints points, int leaves)
    {
        int[] order = [.. Enumerable.Range(0, points.Count)];
        double[] keys = [.. points.X];
        Array.Sort(keys, order);
        int strip = (int)Math.Ceiling(Math.Sqrt(leaves)) * LeafSize;
        for (int start = 0; start < order.Length; start += strip)
        {
            int size = Math.Min(strip, order.Length - start);
            for (int i = start; i < start + size; i++)
            {
                keys[i] = points.Y[order[i]];
            }

            Array.Sort(keys, order, start, size);
        }

        return order;
    }

    /// <summary>
    /// Leaves minus the squared distance of each box in the scratch; returns a bound that the nearest point is sure to meet.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Measure<TLanes>(double alpha, double x, double y, Span<double> scratch)
        where TLanes : struct, ILanes<TLanes>
    {
        ref double target = ref scratch[0];
        TLanes zero = TLanes.Of(0);
        TLanes a = TLanes.Of(alpha);
        TLanes sure = TLanes.Of(double.NegativeInfinity);
        for (nuint i = 0; i < (nuint)BoxCount; i += (nuint)TLanes.Count)
        {
            TLanes left = (a * TLanes.Load(ref minX[0], i)) - TLanes.Of(x);
            TLanes right = TLanes.Of(x) - (a * TLanes.Load(ref maxX[0], i));
            TLanes below = (a * TLanes.Load(ref minY[0], i)) - TLanes.Of(y);
            TLanes above = TLanes.Of(y) - (a * TLanes.Load(ref maxY[0], i));
            TLanes dx = TLanes.Max(TLanes.Max(left, right), zero);
            TLanes dy = TLanes.Max(TLanes.Max(below, above), zero);
            TLanes.Store(zero - TLanes.MultiplyAdd(dx, dx, dy * dy), ref target, i);
            TLanes fx = TLanes.Max(zero - left, zero - right);
            TLanes fy = TLanes.Max(zero - below, zero - above);
            sure = TLanes.Max(sure, zero - TLanes.MultiplyAdd(fx, fx, fy * fy));
        }

        return Largest(sure);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Nearest<TLanes>(int leaf, double alpha, double x, double y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes nearest = TLanes.Of(double.NegativeInfinity);
        for (int i = leaf * LeafSize; i < (leaf + 1) * LeafSize; i += TLanes.Count)
        {
            nearest = TLanes.Max(nearest, TLanes.Of(0) - Square<TLanes>(i, alpha, x, y));
        }

        return Largest(nearest);
    }

    private (double X, double Y) NearestIn(int leaf, double alpha, double x, double y)
    {
        int best = leaf * LeafSize;
        double least = double.PositiveInfinity;
        for (int i = leaf * LeafSize; i < (leaf + 1) * LeafSize; i++)
        {
            (double dx, double dy) = (x - (alpha * xs[i]), y - (alpha * ys[i]));
            double square = (dx * dx) + (dy * dy);
            (best, least) = square < least ? (i, square) : (best, least);
        }

        return (xs[best], ys[best]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Square<TLanes>(int i, double alpha, double x, double y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes dx = TLanes.MultiplyAdd(TLanes.Of(-alpha), TLanes.Load(ref xs[0], (nuint)i), TLanes.Of(x));
        TLanes dy = TLanes.MultiplyAdd(TLanes.Of(-alpha), TLanes.Load(ref ys[0], (nuint)i), TLanes.Of(y));
        return TLanes.MultiplyAdd(dx, dx, dy * dy);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add<TLanes>(
        int leaf, double alpha, double half, double nearest, (double X, double Y) at, (double X, double Y) centre, bool central,
        ref MomentSums sums)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = leaf * LeafSize; i < (leaf + 1) * LeafSize; i += TLanes.Count)
        {
            int lane = i % MomentSums.Lanes;
            TLanes below = TLanes.Of(0) - (Square<TLanes>(i, alpha, at.X, at.Y) + TLanes.Of(nearest));
            TLanes g = VectorExponential.OfNonPositive(below * TLanes.Of(half)) * TLanes.Load(ref weights[0], (nuint)i);
            TLanes ox = TLanes.Load(ref xs[0], (nuint)i) - TLanes.Of(centre.X);
            TLanes oy = TLanes.Load(ref ys[0], (nuint)i) - TLanes.Of(centre.Y);
            TLanes gx = g * ox;
            TLanes gy = g * oy;
            sums.Add(0, lane, g);
            sums.Add(1, lane, gx);
            sums.Add(2, lane, gy);
            if (central)
            {
                TLanes gxx = gx * ox;
                TLanes gyy = gy * oy;
                sums.Add(3, lane, gxx);
                sums.Add(4, lane, gx * oy);
                sums.Add(5, lane, gyy);
                sums.Add(6, lane, gxx * ox);
                sums.Add(7, lane, gxx * oy);
                sums.Add(8, lane, gx * oy * oy);
                sums.Add(9, lane, gyy * oy);
            }
        }
    }

    [SkipLocalsInit]
    private static double Largest<TLanes>(TLanes value)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<double> lanes = stackalloc double[SampleBatch.LaneCount];
        TLanes.Store(value, ref MemoryMarshal.GetReference(lanes), 0);
        double largest = lanes[0];
        for (int i = 1; i < TLanes.Count; i++)
        {
            largest = Math.Max(largest, lanes[i]);
        }

        return largest;
    }
}
