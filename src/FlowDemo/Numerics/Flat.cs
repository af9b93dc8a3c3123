using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FlowDemo.Numerics;

/// <summary>
/// Arithmetic on the flat values of batches, one rounding per product-sum. Each entry is computed alone, so the width of the
/// vectors does not change a bit.
/// </summary>
public static class Flat
{
    /// <summary><c>y += a x</c>.</summary>
    /// <param name="y">Values to change.</param>
    /// <param name="a">Factor.</param>
    /// <param name="x">Values to add, as many as <paramref name="y"/>.</param>
    public static void AddScaled(Span<double> y, double a, ReadOnlySpan<double> x)
    {
        x = x[..y.Length];
        Vector<double> factor = new(a);
        Span<Vector<double>> wideY = MemoryMarshal.Cast<double, Vector<double>>(y);
        ReadOnlySpan<Vector<double>> wideX = MemoryMarshal.Cast<double, Vector<double>>(x);
        for (int i = 0; i < wideY.Length; i++)
        {
            wideY[i] = Vector.FusedMultiplyAdd(factor, wideX[i], wideY[i]);
        }

        for (int i = wideY.Length * Vector<double>.Count; i < y.Length; i++)
        {
            y[i] = Math.FusedMultiplyAdd(a, x[i], y[i]);
        }
    }

    /// <summary><c>y = a y + b x</c>, the second product fused.</summary>
    /// <param name="y">Values to change.</param>
    /// <param name="a">Factor of the old value.</param>
    /// <param name="b">Factor of the other.</param>
    /// <param name="x">Values to add, as many as <paramref name="y"/>.</param>
    public static void Combine(Span<double> y, double a, double b, ReadOnlySpan<double> x)
    {
        x = x[..y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Math.FusedMultiplyAdd(b, x[i], a * y[i]);
        }
    }

    /// <summary>
    /// <c>sum (x - y)^2</c>, in eight partial sums whatever the vectors of the machine, so that every machine adds in the same order.
    /// </summary>
    /// <param name="x">Values.</param>
    /// <param name="y">As many values as <paramref name="x"/>.</param>
    public static double SumSquaredDifferences(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        y = y[..x.Length];
        ReadOnlySpan<Vector256<double>> wideX = MemoryMarshal.Cast<double, Vector256<double>>(x);
        ReadOnlySpan<Vector256<double>> wideY = MemoryMarshal.Cast<double, Vector256<double>>(y)[..wideX.Length];
        Vector256<double> even = default;
        Vector256<double> odd = default;
        int i = 0;
        for (; i + 1 < wideX.Length; i += 2)
        {
            Vector256<double> first = wideX[i] - wideY[i];
            Vector256<double> second = wideX[i + 1] - wideY[i + 1];
            even = Vector256.FusedMultiplyAdd(first, first, even);
            odd = Vector256.FusedMultiplyAdd(second, second, odd);
        }

        double sum = Vector256.Sum(even + odd);
        for (i *= Vector256<double>.Count; i < x.Length; i++)
        {
            double difference = x[i] - y[i];
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }

    /// <summary><c>y = a y</c>.</summary>
    /// <param name="y">Values to change.</param>
    /// <param name="a">Factor.</param>
    public static void Scale(Span<double> y, double a)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] *= a;
        }
    }

    /// <summary>The RMS over samples of the distance between two batches, summed in sample order.</summary>
    /// <param name="a">One batch.</param>
    /// <param name="b">Another of the same shape.</param>
    public static double RootMeanSquareDistance(SampleBatch a, SampleBatch b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        double sum = 0;
        for (int d = 0; d < a.Dimension; d++)
        {
            sum += SumSquaredDifferences(a.Coordinate(d), b.Coordinate(d));
        }

        return Math.Sqrt(sum / a.Count);
    }
}
