using System.Runtime.InteropServices;

namespace FlowDemo.Metrics.Discrepancy;

/// <summary>
/// Sums of a Gaussian kernel over pairs of points, at several bandwidths at once: <c>sum_l exp(-|x - y|^2 / (2 s2_l))</c> with
/// s2_l a third of the one before, whose kernel is then the third power of the one before.
/// </summary>
internal static class PairSums
{
    /// <summary>The sum over a run of points, for each point of the batch.</summary>
    /// <param name="points">Planar, finite.</param>
    /// <param name="others">First and, excluded, last index of the run.</param>
    /// <param name="rows">First and, excluded, last index of the points wanted; the first is a multiple of <see
    /// cref="SampleBatch.LaneCount"/>.</param>
    /// <param name="widest">s2_0, positive.</param>
    /// <param name="levels">Number of bandwidths, at least 1.</param>
    /// <param name="sums">Receives one sum per point wanted.</param>
    public static void Fill(
        SampleBatch points, (int Start, int End) others, (int Start, int End) rows, double widest, int levels, Span<double> sums)
    {
        switch (VectorWidth.Bits)
        {
            case 512:
                Fill<Lanes512>(points, others, rows, widest, levels, sums);
                break;
            case 256:
                Fill<Lanes256>(points, others, rows, widest, levels, sums);
                break;
            default:
                Fill<Lanes128>(points, others, rows, widest, levels, sums);
                break;
        }
    }

    /// <summary>The same at one width of vectors; each lane adds up its own point, so the bits do not depend on it.</summary>
    internal static void Fill<TLanes>(
        SampleBatch points, (int Start, int End) others, (int Start, int End) rows, double widest, int levels, Span<double> sums)
        where TLanes : struct, ILanes<TLanes>
    {
        ref double xs = ref MemoryMarshal.GetReference(points.PaddedCoordinate(0));
        ref double ys = ref MemoryMarshal.GetReference(points.PaddedCoordinate(1));
        ReadOnlySpan<double> otherX = points.Coordinate(0);
        ReadOnlySpan<double> otherY = points.Coordinate(1);
        TLanes scale = TLanes.Of(-0.5 / widest);
        Span<double> lanes = stackalloc double[SampleBatch.LaneCount];
        for (int i = rows.Start; i < rows.End; i += TLanes.Count)
        {
            TLanes x = TLanes.Load(ref xs, (nuint)i);
            TLanes y = TLanes.Load(ref ys, (nuint)i);
            TLanes sum = TLanes.Of(0);
            for (int j = others.Start; j < others.End; j++)
            {
                TLanes dx = x - TLanes.Of(otherX[j]);
                TLanes dy = y - TLanes.Of(otherY[j]);
                TLanes kernel = VectorExponential.OfNonPositive(TLanes.MultiplyAdd(dx, dx, dy * dy) * scale);
                sum += kernel;
                for (int level = 1; level < levels; level++)
                {
                    kernel = kernel * kernel * kernel;
                    sum += kernel;
                }
            }

            TLanes.Store(sum, ref MemoryMarshal.GetReference(lanes), 0);
            lanes[..Math.Min(TLanes.Count, rows.End - i)].CopyTo(sums[(i - rows.Start)..]);
        }
    }
}
