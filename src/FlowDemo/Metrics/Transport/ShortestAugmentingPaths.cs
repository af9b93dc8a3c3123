namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The assignment solver: source points (rows) get their target points (columns) one by one, each along the shortest path
/// in reduced costs <c>c_ij - u_i - v_j</c> to a column without a partner, which keeps what was assigned before optimal.
/// </summary>
/// <remarks>
/// A row is looked at through its list of candidates; its bound waits among the columns of the search, and when it is the
/// nearest of all the list is found anew. So the paths are the shortest over all columns. O(n) memory. R. Jonker, A. Volgenant,
/// A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems, Computing 38, 1987; D. F. Crouse, On
/// Implementing 2D Rectangular Assignment Algorithms, IEEE Transactions on Aerospace and Electronic Systems 52, 2016. u is not
/// stored: on a pair it is what v leaves of the cost.
/// </remarks>
internal sealed class ShortestAugmentingPaths
{
    // What a row is looked at for first; most searches end within.
    private const int ListLength = 16;

    private readonly CandidateColumns columns;
    private readonly double tie;
    private readonly int[] columnOf;
    private readonly int[] rowOf;
    private readonly double[] distance;
    private readonly int[] predecessor;
    private readonly double[] offsets;
    private readonly int[] refreshed;
    private readonly bool[] isClosed;
    private readonly List<int> reached = [];
    private readonly PriorityQueue<int, double> frontier = new();
    private int search;
    private int end;
    private double length;

    /// <summary>Takes a first proposal.</summary>
    /// <param name="columns">The costs, and the duals, which are lowered. Any duals will do; the nearer to a solution the faster.</param>
    /// <param name="partners">A column for each row, all different. It is made the cheapest.</param>
    /// <param name="tie">
    /// Paths whose lengths differ by less are as good as each other. Points that coincide but for rounding would otherwise be
    /// visited one after the other before a free one is taken.
    /// </param>
    public ShortestAugmentingPaths(CandidateColumns columns, int[] partners, double tie)
    {
        (this.columns, columnOf, this.tie) = (columns, partners, tie);
        rowOf = new int[partners.Length];
        distance = new double[partners.Length];
        predecessor = new int[partners.Length];
        offsets = new double[partners.Length];
        refreshed = new int[partners.Length];
        isClosed = new bool[partners.Length];
        Array.Fill(distance, double.PositiveInfinity);
        Array.Fill(rowOf, -1);
    }

    /// <summary>Makes the proposal the cheapest assignment; once per instance.</summary>
    /// <param name="cancellation">Ends the work early.</param>
    public void Complete(CancellationToken cancellation)
    {
        KeepTightPairs(cancellation);
        for (int i = 0; i < columnOf.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (columnOf[i] < 0)
            {
                Search(i);
                LowerDuals();
                Flip(i);
            }
        }
    }

    // A pair is kept if no column is better for the row; then rows without one take such a column where one is left.
    private void KeepTightPairs(CancellationToken cancellation)
    {
        for (int i = 0; i < columnOf.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            columns.Refresh(i, ListLength);
            Pair(i, IsTight(i, columnOf[i]) ? columnOf[i] : -1);
        }

        for (int i = 0; i < columnOf.Length; i++)
        {
            for (int k = 0; columnOf[i] < 0 && k < columns.Of(i).Length; k++)
            {
                int column = columns.Of(i)[k];
                Pair(i, IsTight(i, column) && rowOf[column] < 0 ? column : -1);
            }
        }
    }

    private bool IsTight(int row, int column) => columns.Reduced(row, column) <= columns.Reduced(row, columns.Of(row)[0]);

    private void Pair(int row, int column)
    {
        columnOf[row] = column;
        if (column >= 0)
        {
            rowOf[column] = row;
        }
    }

    // Nearest first. The frontier holds columns, and rows i, as ~i, at the distance that their bound stands for.
    private void Search(int root)
    {
        search++;
        (end, length) = (-1, double.PositiveInfinity);
        Visit(root, 0);
        while (frontier.TryDequeue(out int next, out double nearest) && nearest + tie < length)
        {
            if (next < 0)
            {
                LookFurther(~next);
            }
            else if (!isClosed[next])
            {
                isClosed[next] = true;
                Visit(rowOf[next], columns.Reduced(rowOf[next], next) - distance[next]);
            }
        }

        frontier.Clear();
    }

    private void Visit(int row, double offset)
    {
        offsets[row] = offset;
        foreach (int column in columns.Of(row))
        {
            Relax(row, column, columns.Reduced(row, column) - offset);
        }

        AwaitBound(row);
    }

    // The duals stand still in a search: a list that was found anew in this one gains only by length. All free columns are
    // looked at here, so that among many ties one of them ends the search.
    private void LookFurther(int row)
    {
        int size = refreshed[row] == search ? 2 * columns.Of(row).Length : ListLength;
        refreshed[row] = search;
        ReadOnlySpan<double> all = columns.Refresh(row, size);
        for (int column = 0; column < all.Length; column++)
        {
            if (rowOf[column] < 0)
            {
                Relax(row, column, all[column] - offsets[row]);
            }
        }

        foreach (int column in columns.Of(row))
        {
            Relax(row, column, all[column] - offsets[row]);
        }

        AwaitBound(row);
    }

    // Ahead of columns at the same distance but for rounding.
    private void AwaitBound(int row)
    {
        double bound = columns.Bound(row) - offsets[row] - tie;
        if (bound < length)
        {
            frontier.Enqueue(~row, bound);
        }
    }

    private void Relax(int row, int column, double candidate)
    {
        if (isClosed[column] || candidate >= distance[column] || candidate >= length)
        {
            return;
        }

        if (double.IsPositiveInfinity(distance[column]))
        {
            reached.Add(column);
        }

        (distance[column], predecessor[column]) = (candidate, row);
        if (rowOf[column] < 0)
        {
            (end, length) = (column, candidate);
        }
        else
        {
            frontier.Enqueue(column, candidate);
        }
    }

    private void LowerDuals()
    {
        foreach (int column in reached)
        {
            if (isClosed[column])
            {
                columns.Lower(column, distance[column] - length);
            }

            (distance[column], isClosed[column]) = (double.PositiveInfinity, false);
        }

        reached.Clear();
    }

    // Every row on the path hands its column to the row before it.
    private void Flip(int root)
    {
        int column = end;
        int row;
        do
        {
            row = predecessor[column];
            (columnOf[row], rowOf[column], column) = (column, row, columnOf[row]);
        }
        while (row != root);
    }
}
