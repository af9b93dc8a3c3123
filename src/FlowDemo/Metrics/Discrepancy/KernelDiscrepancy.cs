using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;

namespace FlowDemo.Metrics.Discrepancy;

/// <summary>
/// The squared maximum mean discrepancy of samples from a mixture known exactly, <c>1/(n(n-1)) sum_(i != j) k(x_i, x_j) - 2/n sum_i
/// M(x_i) + c</c>, without bias, and its jackknife over groups of samples.
/// </summary>
internal static class KernelDiscrepancy
{
    // The jackknife of a statistic of pairs costs a pass over the pairs within each group: few groups of independent samples do.
    private const int Blocks = 32;
    private const int RowsPerPiece = 64;

    /// <summary>The discrepancy and its interval; may be negative.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="points">The samples, at least 2, finite.</param>
    /// <param name="embedding">The mixture seen through the kernels.</param>
    /// <param name="selfMean">Its c.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static Estimate Evaluate(NoiseSet noise, SampleBatch points, MixtureEmbedding embedding, double selfMean, Execution execution)
    {
        int groups = SampleGroups.Count(noise, Blocks);
        double[] pairs = RowSums(points, embedding, execution);
        double[] means = embedding.Mean(points, execution);
        double[] within = new double[groups];
        double[] pairsOf = new double[groups];
        double[] meansOf = new double[groups];
        execution.ForEach(groups, g =>
        {
            (int start, int end) = (SampleGroups.Start(noise, groups, g), SampleGroups.Start(noise, groups, g + 1));
            within[g] = RowSums(points.Slice(start, end - start), embedding, new Execution(1, execution.Cancellation)).Sum();
            pairsOf[g] = pairs[start..end].Sum();
            meansOf[g] = means[start..end].Sum();
        });

        (double allPairs, double allMeans) = (pairsOf.Sum(), meansOf.Sum());
        double value = Statistic(allPairs, allMeans, points.Count);
        double[] leaveOneOut = new double[groups];
        for (int g = 0; g < groups; g++)
        {
            int left = points.Count - (SampleGroups.Start(noise, groups, g + 1) - SampleGroups.Start(noise, groups, g));

            // Pairs with the group count from both sides, those within it twice over.
            leaveOneOut[g] = Statistic(allPairs - (2 * pairsOf[g]) + within[g], allMeans - meansOf[g], left);
        }

        return Array.TrueForAll(leaveOneOut, double.IsFinite) ? Jackknife.Linear(value, leaveOneOut) : Estimate.Exact(value);

        // A point's pair with itself, of kernel 1, is in the sums and not in the statistic.
        double Statistic(double pairSum, double meanSum, double n) => ((pairSum - n) / (n * (n - 1))) - (2 * meanSum / n) + selfMean;
    }

    private static double[] RowSums(SampleBatch points, MixtureEmbedding embedding, Execution execution)
    {
        double[] sums = new double[points.Count];
        execution.ForEach((points.Count + RowsPerPiece - 1) / RowsPerPiece, piece =>
        {
            (int start, int end) = (piece * RowsPerPiece, Math.Min(points.Count, (piece + 1) * RowsPerPiece));
            Span<double> rows = sums.AsSpan(start..end);
            PairSums.Fill(points, (0, points.Count), (start, end), embedding.Widest, embedding.Levels, rows);
            foreach (ref double row in rows)
            {
                row /= embedding.Levels;
            }
        });
        return sums;
    }
}
