namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The assignment solver: source points (rows) get their target points (columns) one by one, each along the shortest path
/// in reduced costs <c>c_ij - u_i - v_j</c> to a column without a partner, which keeps what was assigned before optimal.
/// </summary>
/// <remarks>
/// O(n^3) time at worst, O(n) memory. R. Jonker, A. Volgenant, A Shortest
/// Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems, Computing 38, 1987; D. F. Crouse, On
/// Implementing 2D Rectangular Assignment Algorithms, IEEE Transactions on Aerospace and Electronic Systems 52, 2016.
/// Written from these descriptions. u is not stored: on a pair it is what v leaves of the cost.
/// </remarks>
internal sealed class ShortestAugmentingPaths
{
    // Of the largest cost: paths that differ by less are as good as each other. Points that coincide but for rounding would
    // otherwise be visited one after the other before a free one is taken.
    private const double Tie = 1e-13;

    private readonly double[] x;
    private readonly double[] y;
    private readonly Columns columns;
    private readonly int[] positions;
    private readonly double tie;
    private int free;

    /// <summary>Takes the points; n of each.</summary>
    /// <param name="sources">Rows.</param>
    /// <param name="targets">Columns.</param>
    /// <param name="duals">v to start from, one per column: any numbers will do, and the nearer to a solution the faster.</param>
    public ShortestAugmentingPaths(SampleBatch sources, SampleBatch targets, ReadOnlySpan<double> duals)
    {
        x = sources.Coordinate(0).ToArray();
        y = sources.Coordinate(1).ToArray();
        columns = new Columns(targets);
        duals.CopyTo(columns.Dual);
        tie = Tie * LargestCost(sources, targets);
        positions = new int[x.Length];
        free = x.Length;
    }

    /// <summary>Solves the assignment; once per instance.</summary>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The column of each row, and v for each column, in the order in which they were given.</returns>
    public (int[] Partners, double[] Duals) Solve(CancellationToken cancellation)
    {
        bool[] isAssigned = AssignGreedily(cancellation);
        for (int i = 0; i < x.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!isAssigned[i])
            {
                Augment(i);
            }
        }

        int[] partners = new int[x.Length];
        double[] duals = new double[x.Length];
        for (int position = 0; position < x.Length; position++)
        {
            partners[columns.Row[position]] = columns.Original[position];
            duals[columns.Original[position]] = columns.Dual[position];
        }

        return (partners, duals);
    }

    // A row takes its cheapest column at these duals if nobody has it; that is optimal for the rows assigned so far.
    private bool[] AssignGreedily(CancellationToken cancellation)
    {
        bool[] isAssigned = new bool[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            columns.Distance.Fill(double.PositiveInfinity);
            (int position, double length) = columns.Relax((0, free), i, x[i], y[i], 0);
            (_, double taken) = columns.Relax((free, x.Length), i, x[i], y[i], 0);
            if (length <= taken)
            {
                isAssigned[i] = true;
                columns.Assign(position, i);
                positions[i] = position;
                Swap(position, --free);
            }
        }

        return isAssigned;
    }

    private void Augment(int row)
    {
        columns.Distance.Fill(double.PositiveInfinity);
        int open = x.Length;
        int via = row;
        double offset = 0;
        int end;
        double length;
        while (true)
        {
            (end, length) = columns.Relax((0, free), via, x[via], y[via], offset);
            (int nearest, double distance) = columns.Relax((free, open), via, x[via], y[via], offset);
            if (length <= distance + tie)
            {
                break;
            }

            // Closed columns stand behind the open ones, out of reach of the next scan.
            via = columns.Row[nearest];
            offset = columns.Reduced(x[via], y[via], nearest) - distance;
            open--;
            Swap(nearest, open);
        }

        for (int closed = open; closed < x.Length; closed++)
        {
            columns.Dual[closed] += columns.Distance[closed] - length;
        }

        Flip(row, end);
    }

    // Every row on the path hands its column to the row before it.
    private void Flip(int row, int end)
    {
        int position = end;
        int partner;
        do
        {
            partner = columns.Predecessor(position);
            int handedOver = positions[partner];
            columns.Assign(position, partner);
            positions[partner] = position;
            position = handedOver;
        }
        while (partner != row);

        Swap(end, --free);
    }

    private void Swap(int a, int b)
    {
        columns.Swap(a, b);
        if (columns.Row[a] >= 0)
        {
            positions[columns.Row[a]] = a;
        }

        if (columns.Row[b] >= 0)
        {
            positions[columns.Row[b]] = b;
        }
    }

    // An upper bound: the squared diagonal of the box around all points.
    private static double LargestCost(SampleBatch sources, SampleBatch targets)
    {
        double square = 0;
        for (int d = 0; d < 2; d++)
        {
            (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (double value in (ReadOnlySpan<double>)[.. sources.Coordinate(d), .. targets.Coordinate(d)])
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }

            square += (high - low) * (high - low);
        }

        return square;
    }
}
