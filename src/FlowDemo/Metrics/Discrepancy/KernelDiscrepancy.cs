using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;

namespace FlowDemo.Metrics.Discrepancy;

/// <summary>
/// The squared maximum mean discrepancy of samples from a mixture known exactly, <c>1/(n(n-1)) sum_(i != j) k(x_i, x_j) - 2/n sum_i
/// M(x_i) + c</c>, without bias, and its jackknife over groups of samples. Where points within a set are not independent of each other
/// (a shifted lattice keeps them apart) the first mean is over pairs of different sets: pairs within would bias it by about -1/n.
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

        // Of the pairs within a set only those of a point with itself are left out where the points are independent.
        bool apart = noise.Replicates > 1;
        double[] without = [.. Enumerable.Range(0, groups).Select(g => apart ? within[g] : SizeOf(g))];
        double[] excluded = [.. Enumerable.Range(0, groups).Select(g => apart ? (double)SizeOf(g) * SizeOf(g) : SizeOf(g))];
        (double allPairs, double allMeans, double allExcluded) = (pairsOf.Sum() - without.Sum(), meansOf.Sum(), excluded.Sum());
        double value = Statistic(allPairs, allMeans, points.Count, allExcluded);
        double[] leaveOneOut = new double[groups];
        for (int g = 0; g < groups; g++)
        {
            // Pairs with the group count from both sides, those within it twice over.
            double pairsLeft = allPairs - (2 * pairsOf[g]) + within[g] + without[g];
            leaveOneOut[g] = Statistic(pairsLeft, allMeans - meansOf[g], points.Count - SizeOf(g), allExcluded - excluded[g]);
        }

        // Without one of two sets there are no pairs of different sets.
        return Array.TrueForAll(leaveOneOut, double.IsFinite)
            ? Jackknife.Linear(value, leaveOneOut)
            : new Estimate(value, double.NegativeInfinity, double.PositiveInfinity);

        int SizeOf(int group) => SampleGroups.Start(noise, groups, group + 1) - SampleGroups.Start(noise, groups, group);

        double Statistic(double pairSum, double meanSum, double n, double left) =>
            (pairSum / ((n * n) - left)) - (2 * meanSum / n) + selfMean;
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
