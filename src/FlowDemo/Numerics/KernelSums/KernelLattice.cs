using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlowDemo.Numerics.KernelSums;

/// <summary>
/// Points replaced by masses on a square lattice. A Gaussian of variance h^2 is one of variance tau^2 convolved with one of
/// h^2 - tau^2, and the trapezoidal rule does that integral exactly but for a relative error of 4 exp(-2 pi^2 rho^2 / d^2), with
/// spacing d and <c>rho^2 = tau^2 (1 - tau^2 / h^2)</c>:
/// <c>sum_k w_k N(y; mu_k, h^2) = sum_z W_z N(y; z, h^2 - tau^2), W_z = d^2 sum_k w_k N(z; mu_k, tau^2)</c>.
/// The masses hold for every h^2 >= 2 tau^2, and a sum over a lattice is a product of one-dimensional exponentials.
/// </summary>
/// <remarks>
/// The idea of gridding in non-uniform Fourier transforms (Greengard, Lee, Accelerating the Nonuniform Fast Fourier Transform, SIAM
/// Review 46, 2004) applied to the sum of Gaussians itself. Because the error is relative to each point's own term, it is
/// relative to the sum; only what lies outside the window of a sample is bounded absolutely, and <see cref="TryAt"/> says when that is too
/// much.
/// </remarks>
internal sealed class KernelLattice
{
    /// <summary>A window holds the terms down to exp(-NearCut); nearly every sample is content with it.</summary>
    public const double NearCut = 42;

    /// <summary>Masses are kept, and wide windows taken, down to exp(-FarCut).</summary>
    public const double FarCut = 60;

    // rho / d: the error of the trapezoidal rule is 1.3e-14.
    private const double Resolution = 1.3;
    private const double Tolerance = 1e-13;
    private const int LargestWindow = 128;
    private static readonly double nearFloor = (Math.Exp(-NearCut) + Math.Exp(-FarCut)) / Tolerance;
    private static readonly double farFloor = 2 * Math.Exp(-FarCut) / Tolerance;

    private readonly double originX;
    private readonly double originY;
    private readonly double spacing;
    private readonly int columns;
    private readonly int rows;
    private readonly double[] masses;

    private KernelLattice(double variance, LatticeBounds bounds)
    {
        Variance = variance;
        spacing = SpacingFor(variance);
        int margin = ReachOf(variance, spacing) + 1;
        originX = bounds.MinX - (margin * spacing);
        originY = bounds.MinY - (margin * spacing);
        columns = RoundUp((int)Math.Ceiling(bounds.Width / spacing) + (2 * margin) + 1);
        rows = RoundUp((int)Math.Ceiling(bounds.Height / spacing) + (2 * margin) + 1);
        masses = new double[columns * rows];
    }

    /// <summary>tau^2, the part of the kernel that is in the masses.</summary>
    public double Variance { get; }

    private static ReadOnlySpan<double> Ramp =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
        64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,
        96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122,
        123, 124, 125, 126, 127,
    ];

    /// <summary>Lattice points that cover the bounds at a given tau^2.</summary>
    public static double SizeFor(double variance, LatticeBounds bounds)
    {
        double d = SpacingFor(variance);
        double margin = 2 * (ReachOf(variance, d) + 1);
        return ((bounds.Width / d) + margin) * ((bounds.Height / d) + margin);
    }

    /// <summary>Spreads points over a lattice.</summary>
    /// <param name="source">The points, or the masses of a finer lattice.</param>
    /// <param name="sourceVariance">What part of the kernel is in the source already: 0 for points, at most half of <paramref
    /// name="variance"/>.</param>
    /// <param name="variance">tau^2.</param>
    /// <param name="bounds">The box of the points.</param>
    public static KernelLattice Spread<TLanes>(WeightedPoints source, double sourceVariance, double variance, LatticeBounds bounds)
        where TLanes : struct, ILanes<TLanes>
    {
        KernelLattice lattice = new(variance, bounds);
        lattice.Add<TLanes>(source, variance - sourceVariance);
        return lattice;
    }

    /// <summary>The lattice points that have a mass.</summary>
    public WeightedPoints ToPoints()
    {
        int count = masses.Length - masses.AsSpan().Count(0);
        WeightedPoints points = new(new double[count], new double[count], new double[count]);
        int k = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            if (masses[i] != 0)
            {
                points.X[k] = originX + (i % columns * spacing);
                points.Y[k] = originY + (i / columns * spacing);
                points.Weight[k++] = masses[i];
            }
        }

        return points;
    }

    /// <summary>The moments as seen from x.</summary>
    /// <param name="alpha">Scale of the points.</param>
    /// <param name="variance">v, at least 2 alpha^2 tau^2.</param>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="far">Whether to take the wide window.</param>
    /// <param name="central">Whether more than the mean is wanted.</param>
    /// <param name="moments">Receives the moments.</param>
    /// <returns>False where so little is in sight of x that the terms left out could matter.</returns>
    [SkipLocalsInit]
    public bool TryAt<TLanes>(double alpha, double variance, double x, double y, bool far, bool central, out KernelMoments moments)
        where TLanes : struct, ILanes<TLanes>
    {
        double b = variance - (alpha * alpha * Variance);
        double scale = 1 / Math.Sqrt(2 * b);
        double g = alpha * spacing * scale;
        double reach = Math.Sqrt(far ? FarCut : NearCut);
        LatticeWindow across = LatticeWindow.Of((x - (alpha * originX)) * scale, g, reach, columns);
        LatticeWindow down = LatticeWindow.Of((y - (alpha * originY)) * scale, g, reach, rows);
        if (across.Count > LargestWindow || down.Count > LargestWindow)
        {
            moments = default;
            return false;
        }

        Span<double> buffer = stackalloc double[5 * LargestWindow];
        ref double gx = ref MemoryMarshal.GetReference(buffer);
        ref double gy = ref Unsafe.Add(ref gx, LargestWindow);
        Exponentials<TLanes>(across, g, ref gx);
        Exponentials<TLanes>(down, g, ref gy);
        for (int i = 0; i < down.Count; i++)
        {
            double offset = down.First + i - down.Centre;
            double power = Unsafe.Add(ref gy, i);
            for (int order = 1; order < (central ? 4 : 2); order++)
            {
                power *= offset;
                Unsafe.Add(ref gy, (order * LargestWindow) + i) = power;
            }
        }

        MomentSums sums = default;
        ref double corner = ref masses[(down.First * columns) + across.First];
        if (central)
        {
            SumAll<TLanes>(ref corner, across, down.Count, ref gx, ref gy, ref sums);
        }
        else
        {
            SumMean<TLanes>(ref corner, across, down.Count, ref gx, ref gy, ref sums);
        }

        KernelMoments z = sums.Moments(spacing, originX + (across.Centre * spacing), originY + (down.Centre * spacing), central);
        double ratio = variance / b;
        double pull = alpha * Variance / b;
        double spread = ratio * Variance;

        // The cumulants of mu and of z are derivatives of one log density, so each follows from the other.
        moments = new KernelMoments(
            0,
            z.Sum * ratio,
            (ratio * z.MeanX) - (pull * x),
            (ratio * z.MeanY) - (pull * y),
            (ratio * ratio * z.XX) - spread,
            ratio * ratio * z.XY,
            (ratio * ratio * z.YY) - spread,
            ratio * ratio * ratio * z.ThirdX,
            ratio * ratio * ratio * z.ThirdY);
        return z.Sum >= (far ? farFloor : nearFloor);
    }

    private static double SpacingFor(double variance) => Math.Sqrt(variance / 2) / Resolution;

    private static int ReachOf(double variance, double d) => (int)Math.Ceiling(Math.Sqrt(2 * FarCut * variance) / d);

    private static int RoundUp(int count) => (count + SampleBatch.LaneCount - 1) / SampleBatch.LaneCount * SampleBatch.LaneCount;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentials<TLanes>(LatticeWindow window, double g, ref double target)
        where TLanes : struct, ILanes<TLanes>
    {
        ref double ramp = ref MemoryMarshal.GetReference(Ramp);
        for (int j = 0; j < window.Count; j += TLanes.Count)
        {
            TLanes index = TLanes.Load(ref ramp, (nuint)j) + TLanes.Of(window.First);
            TLanes d = TLanes.MultiplyAdd(index, TLanes.Of(-g), TLanes.Of(window.Position));
            TLanes.Store(VectorExponential.OfNonPositive(TLanes.Of(0) - (d * d)), ref target, (nuint)j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumMean<TLanes>(ref double corner, LatticeWindow across, int height, ref double gx, ref double gy, ref MomentSums sums)
        where TLanes : struct, ILanes<TLanes>
    {
        ref double gy1 = ref Unsafe.Add(ref gy, LargestWindow);
        ref double ramp = ref MemoryMarshal.GetReference(Ramp);
        TLanes centre = TLanes.Of(across.First - across.Centre);
        for (int j = 0; j < across.Count; j += TLanes.Count)
        {
            ref double mass = ref Unsafe.Add(ref corner, j);
            TLanes even0 = TLanes.Of(0);
            TLanes even1 = TLanes.Of(0);
            TLanes odd0 = TLanes.Of(0);
            TLanes odd1 = TLanes.Of(0);

            // Two rows at a time hide the latency of the sums; windows have an even number of rows.
            for (int i = 0; i < height; i += 2)
            {
                TLanes m = TLanes.Load(ref mass, 0);
                TLanes n = TLanes.Load(ref mass, (nuint)columns);
                even0 = TLanes.MultiplyAdd(m, TLanes.Of(Unsafe.Add(ref gy, i)), even0);
                even1 = TLanes.MultiplyAdd(m, TLanes.Of(Unsafe.Add(ref gy1, i)), even1);
                odd0 = TLanes.MultiplyAdd(n, TLanes.Of(Unsafe.Add(ref gy, i + 1)), odd0);
                odd1 = TLanes.MultiplyAdd(n, TLanes.Of(Unsafe.Add(ref gy1, i + 1)), odd1);
                mass = ref Unsafe.Add(ref mass, 2 * columns);
            }

            int lane = j % MomentSums.Lanes;
            TLanes gamma = TLanes.Load(ref gx, (nuint)j);
            TLanes own = (even0 + odd0) * gamma;
            sums.Add(0, lane, own);
            sums.Add(1, lane, own * (TLanes.Load(ref ramp, (nuint)j) + centre));
            sums.Add(2, lane, (even1 + odd1) * gamma);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumAll<TLanes>(ref double corner, LatticeWindow across, int height, ref double gx, ref double gy, ref MomentSums sums)
        where TLanes : struct, ILanes<TLanes>
    {
        ref double ramp = ref MemoryMarshal.GetReference(Ramp);
        TLanes centre = TLanes.Of(across.First - across.Centre);
        for (int j = 0; j < across.Count; j += TLanes.Count)
        {
            ref double mass = ref Unsafe.Add(ref corner, j);
            TLanes sum0 = TLanes.Of(0);
            TLanes sum1 = TLanes.Of(0);
            TLanes sum2 = TLanes.Of(0);
            TLanes sum3 = TLanes.Of(0);
            for (int i = 0; i < height; i++)
            {
                TLanes m = TLanes.Load(ref mass, 0);
                sum0 = TLanes.MultiplyAdd(m, TLanes.Of(Unsafe.Add(ref gy, i)), sum0);
                sum1 = TLanes.MultiplyAdd(m, TLanes.Of(Unsafe.Add(ref gy, LargestWindow + i)), sum1);
                sum2 = TLanes.MultiplyAdd(m, TLanes.Of(Unsafe.Add(ref gy, (2 * LargestWindow) + i)), sum2);
                sum3 = TLanes.MultiplyAdd(m, TLanes.Of(Unsafe.Add(ref gy, (3 * LargestWindow) + i)), sum3);
                mass = ref Unsafe.Add(ref mass, columns);
            }

            int lane = j % MomentSums.Lanes;
            TLanes offset = TLanes.Load(ref ramp, (nuint)j) + centre;
            TLanes gamma = TLanes.Load(ref gx, (nuint)j);
            sum0 *= gamma;
            sum1 *= gamma;
            sum2 *= gamma;
            TLanes square = offset * offset;
            sums.Add(0, lane, sum0);
            sums.Add(1, lane, sum0 * offset);
            sums.Add(2, lane, sum1);
            sums.Add(3, lane, sum0 * square);
            sums.Add(4, lane, sum1 * offset);
            sums.Add(5, lane, sum2);
            sums.Add(6, lane, sum0 * square * offset);
            sums.Add(7, lane, sum1 * square);
            sums.Add(8, lane, sum2 * offset);
            sums.Add(9, lane, sum3 * gamma);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add<TLanes>(WeightedPoints source, double variance)
        where TLanes : struct, ILanes<TLanes>
    {
        double scale = 1 / Math.Sqrt(2 * variance);
        double g = spacing * scale;
        double share = spacing * spacing / (2 * Math.PI * variance);
        double reach = Math.Sqrt(FarCut);
        Span<double> buffer = stackalloc double[2 * LargestWindow];
        ref double gx = ref MemoryMarshal.GetReference(buffer);
        ref double gy = ref Unsafe.Add(ref gx, LargestWindow);
        for (int k = 0; k < source.Count; k++)
        {
            LatticeWindow across = LatticeWindow.Of((source.X[k] - originX) * scale, g, reach, columns);
            LatticeWindow down = LatticeWindow.Of((source.Y[k] - originY) * scale, g, reach, rows);
            Exponentials<TLanes>(across, g, ref gx);
            Exponentials<TLanes>(down, g, ref gy);
            for (int i = 0; i < down.Count; i++)
            {
                ref double row = ref masses[((down.First + i) * columns) + across.First];
                TLanes factor = TLanes.Of(source.Weight[k] * share * Unsafe.Add(ref gy, i));
                for (int j = 0; j < across.Count; j += TLanes.Count)
                {
                    TLanes sum = TLanes.MultiplyAdd(factor, TLanes.Load(ref gx, (nuint)j), TLanes.Load(ref row, (nuint)j));
                    TLanes.Store(sum, ref row, (nuint)j);
                }
            }
        }
    }
}
