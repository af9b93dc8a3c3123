using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// The sums of products that a least-squares fit needs, <c>Z^T Z</c> with Z = [Phi, Y], accumulated panel by panel so that
/// Phi is never held as a whole. Vectors are four wide on every machine and every entry is summed over the rows in their
/// order, so the bits depend neither on the machine's vectors nor on the threads.
/// </summary>
internal sealed class GramMatrix
{
    private const int Panel = 8;
    private const int Outputs = 2;
    private readonly IFeatureMap features;
    private readonly int width;
    private readonly double[] sums;
    private readonly double[][] buffers = new double[Panel][];

    private GramMatrix(IFeatureMap features)
    {
        this.features = features;
        width = features.Count + Outputs;
        sums = new double[(long)width * width];
    }

    /// <summary>Sum of the rows' weights.</summary>
    public double TotalWeight { get; private set; }

    /// <summary>One entry, row at least column.</summary>
    public double this[int row, int column] => sums[((long)row * width) + column];

    /// <summary>Accumulates all blocks.</summary>
    public static GramMatrix Accumulate(IFeatureMap features, IReadOnlyList<RegressionBlock> blocks, Execution execution)
    {
        GramMatrix gram = new(features);
        for (int start = 0; start < blocks.Count; start += Panel)
        {
            int count = Math.Min(Panel, blocks.Count - start);
            execution.ForEach(count, b => gram.Load(b, blocks[start + b]));
            int[] strides = [.. blocks.Skip(start).Take(count).Select(static b => b.Inputs.Stride)];
            execution.ForEach((gram.width + 3) / 4, strip => gram.AddStrip(4 * strip, strides));
            for (int b = 0; b < count; b++)
            {
                RegressionBlock block = blocks[start + b];
                gram.TotalWeight += block.Weights?.Sum() ?? block.Inputs.Count;
            }
        }

        return gram;
    }

    private void Load(int slot, RegressionBlock block)
    {
        SampleBatch x = block.Inputs;
        int n = x.Stride;

        // Rows are a multiple of four, so that a strip of four never reads past the end.
        int length = (width + 3) / 4 * 4 * n;
        double[] buffer = buffers[slot] is double[] old && old.Length >= length ? old : buffers[slot] = new double[length];
        features.Fill(block.Time, x.PaddedCoordinate(0), x.PaddedCoordinate(1), buffer.AsSpan(0, features.Count * n));
        for (int d = 0; d < Outputs; d++)
        {
            block.Targets.PaddedCoordinate(d).CopyTo(buffer.AsSpan((features.Count + d) * n, n));
        }

        for (int row = 0; row < width; row++)
        {
            Span<double> values = buffer.AsSpan(row * n, n);
            values[x.Count..].Clear();
            if (block.Weights is double[] weights)
            {
                for (int i = 0; i < x.Count; i++)
                {
                    values[i] *= Math.Sqrt(weights[i]);
                }
            }
        }
    }

    private void AddStrip(int row, ReadOnlySpan<int> strides)
    {
        for (int b = 0; b < strides.Length; b++)
        {
            int n = strides[b];
            ref double data = ref MemoryMarshal.GetArrayDataReference(buffers[b]);
            for (int column = 0; column < row + 4; column += 2)
            {
                AddTile(ref data, row, column, n);
            }
        }
    }

    private void AddTile(ref double data, int row, int column, int n)
    {
        Vector256<double> s00 =
            default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
        nuint r = (nuint)(row * n);
        nuint c = (nuint)(column * n);
        nuint step = (nuint)n;
        for (nuint i = 0; i < step; i += 4)
        {
            Vector256<double> y0 = Vector256.LoadUnsafe(ref data, c + i);
            Vector256<double> y1 = Vector256.LoadUnsafe(ref data, c + step + i);
            Vector256<double> x0 = Vector256.LoadUnsafe(ref data, r + i);
            s00 = Vector256.FusedMultiplyAdd(x0, y0, s00);
            s01 = Vector256.FusedMultiplyAdd(x0, y1, s01);
            Vector256<double> x1 = Vector256.LoadUnsafe(ref data, r + step + i);
            s10 = Vector256.FusedMultiplyAdd(x1, y0, s10);
            s11 = Vector256.FusedMultiplyAdd(x1, y1, s11);
            Vector256<double> x2 = Vector256.LoadUnsafe(ref data, r + (2 * step) + i);
            s20 = Vector256.FusedMultiplyAdd(x2, y0, s20);
            s21 = Vector256.FusedMultiplyAdd(x2, y1, s21);
            Vector256<double> x3 = Vector256.LoadUnsafe(ref data, r + (3 * step) + i);
            s30 = Vector256.FusedMultiplyAdd(x3, y0, s30);
            s31 = Vector256.FusedMultiplyAdd(x3, y1, s31);
        }

        Put(row, column, s00, s01);
        Put(row + 1, column, s10, s11);
        Put(row + 2, column, s20, s21);
        Put(row + 3, column, s30, s31);
    }

    private void Put(int row, int column, Vector256<double> first, Vector256<double> second)
    {
        if (row < width)
        {
            Put(row, column, first);
            Put(row, column + 1, second);
        }
    }

    private void Put(int row, int column, Vector256<double> sum)
    {
        if (column <= row)
        {
            sums[((long)row * width) + column] += sum[0] + sum[1] + (sum[2] + sum[3]);
        }
    }
}
