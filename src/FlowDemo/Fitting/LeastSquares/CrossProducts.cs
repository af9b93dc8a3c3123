using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FlowDemo.Fitting.LeastSquares;

/// <summary>
/// Sums of J^T J and J^T r, chunk after chunk. Each product is summed in eight lanes that are added in one fixed order, so the
/// width of the machine's vectors does not change a bit.
/// </summary>
/// <param name="size">Columns of J.</param>
internal sealed class CrossProducts(int size)
{
    private readonly double[,] squares = new double[size, size];
    private readonly double[] products = new double[size];

    /// <summary>The normal equations of a mean over all samples.</summary>
    /// <param name="parts">Sums over parts of the samples, in order.</param>
    /// <param name="cost">The summed loss.</param>
    /// <param name="samples">Number of samples, or the sum of their weights.</param>
    public static NormalEquations Total(CrossProducts[] parts, double cost, double samples)
    {
        int size = parts[0].products.Length;
        double[] gradient = new double[size];
        double[,] curvature = new double[size, size];
        double factor = 2.0 / samples;
        for (int p = 0; p < size; p++)
        {
            foreach (CrossProducts part in parts)
            {
                gradient[p] += factor * part.products[p];
            }

            for (int q = 0; q <= p; q++)
            {
                foreach (CrossProducts part in parts)
                {
                    curvature[p, q] += factor * part.squares[p, q];
                }
            }
        }

        return new NormalEquations(cost / samples, gradient, curvature);
    }

    /// <summary>Adds the samples of a chunk.</summary>
    /// <param name="columns">Columns of J, a whole number of eight lanes long.</param>
    /// <param name="residuals">r.</param>
    public void Add(double[][] columns, double[] residuals)
    {
        ReadOnlySpan<Vector512<double>> right = MemoryMarshal.Cast<double, Vector512<double>>(residuals);
        for (int p = 0; p < products.Length; p++)
        {
            ReadOnlySpan<Vector512<double>> row = MemoryMarshal.Cast<double, Vector512<double>>(columns[p]);
            products[p] += Dot(row, right);
            int q = 0;
            for (; q + 3 <= p; q += 4)
            {
                AddFour(row, columns, p, q);
            }

            for (; q <= p; q++)
            {
                squares[p, q] += Dot(row, MemoryMarshal.Cast<double, Vector512<double>>(columns[q]));
            }
        }
    }

    private void AddFour(ReadOnlySpan<Vector512<double>> row, double[][] columns, int p, int q)
    {
        ReadOnlySpan<Vector512<double>> a = MemoryMarshal.Cast<double, Vector512<double>>(columns[q])[..row.Length];
        ReadOnlySpan<Vector512<double>> b = MemoryMarshal.Cast<double, Vector512<double>>(columns[q + 1])[..row.Length];
        ReadOnlySpan<Vector512<double>> c = MemoryMarshal.Cast<double, Vector512<double>>(columns[q + 2])[..row.Length];
        ReadOnlySpan<Vector512<double>> d = MemoryMarshal.Cast<double, Vector512<double>>(columns[q + 3])[..row.Length];
        Vector512<double> sumA = Vector512<double>.Zero;
        Vector512<double> sumB = Vector512<double>.Zero;
        Vector512<double> sumC = Vector512<double>.Zero;
        Vector512<double> sumD = Vector512<double>.Zero;
        for (int i = 0; i < row.Length; i++)
        {
            sumA = Vector512.FusedMultiplyAdd(row[i], a[i], sumA);
            sumB = Vector512.FusedMultiplyAdd(row[i], b[i], sumB);
            sumC = Vector512.FusedMultiplyAdd(row[i], c[i], sumC);
            sumD = Vector512.FusedMultiplyAdd(row[i], d[i], sumD);
        }

        squares[p, q] += Sum(sumA);
        squares[p, q + 1] += Sum(sumB);
        squares[p, q + 2] += Sum(sumC);
        squares[p, q + 3] += Sum(sumD);
    }

    private static double Dot(ReadOnlySpan<Vector512<double>> a, ReadOnlySpan<Vector512<double>> b)
    {
        Vector512<double> sum = Vector512<double>.Zero;
        for (int i = 0; i < a.Length; i++)
        {
            sum = Vector512.FusedMultiplyAdd(a[i], b[i], sum);
        }

        return Sum(sum);
    }

    private static double Sum(Vector512<double> lanes)
    {
        Vector256<double> four = lanes.GetLower() + lanes.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
