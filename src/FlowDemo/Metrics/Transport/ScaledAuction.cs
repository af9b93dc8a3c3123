namespace FlowDemo.Metrics.Transport;

/// <summary>
/// Finds a nearly cheapest assignment, and duals near to those of the cheapest: a row without a column takes the one of least
/// reduced cost from whoever has it, and lowers its v until the second best would have been better by epsilon. The pairs are
/// at most n epsilon above the least total. Epsilon falls from phase to phase; each starts at the duals of the one before.
/// </summary>
/// <remarks>
/// D. P. Bertsekas, The Auction Algorithm: A Distributed Relaxation Method for the Assignment Problem, Annals of Operations
/// Research 14, 1988. A bid looks at all columns, which one scan of contiguous memory does.
/// </remarks>
internal static class ScaledAuction
{
    // Epsilon at first, as a part of the largest cost, and at last, as a part of the largest cost over n, which is about the
    // cost between neighbours. Between a tenth and ten times these numbers the time hardly changes.
    private const double First = 0.25;
    private const double Last = 0.05;
    private const double Factor = 5;

    // Below this the duals might stand still: all points coincide.
    private const double SmallestEpsilon = 1e-300;

    /// <summary>Lowers the duals, and pairs all rows.</summary>
    /// <param name="columns">Costs and duals.</param>
    /// <param name="largestCost">An upper bound on the costs.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The column of each row; no two rows have the same.</returns>
    public static int[] Run(CandidateColumns columns, double largestCost, CancellationToken cancellation)
    {
        double last = Last * largestCost / columns.Count;
        int[] partners = [.. Enumerable.Range(0, columns.Count)];
        if (last < SmallestEpsilon)
        {
            return partners;
        }

        for (double epsilon = First * largestCost; epsilon > last; epsilon /= Factor)
        {
            partners = Phase(columns, epsilon, cancellation);
        }

        return partners;
    }

    private static int[] Phase(CandidateColumns columns, double epsilon, CancellationToken cancellation)
    {
        int[] rowOf = new int[columns.Count];
        Array.Fill(rowOf, -1);
        Queue<int> bidders = new(Enumerable.Range(0, columns.Count));
        while (bidders.TryDequeue(out int row))
        {
            cancellation.ThrowIfCancellationRequested();
            (int nearest, double least, double second) = columns.TwoLeast(row);
            columns.Lower(nearest, (columns.Count > 1 ? least - second : 0) - epsilon);
            if (rowOf[nearest] >= 0)
            {
                bidders.Enqueue(rowOf[nearest]);
            }

            rowOf[nearest] = row;
        }

        int[] columnOf = new int[columns.Count];
        for (int j = 0; j < columnOf.Length; j++)
        {
            columnOf[rowOf[j]] = j;
        }

        return columnOf;
    }
}
