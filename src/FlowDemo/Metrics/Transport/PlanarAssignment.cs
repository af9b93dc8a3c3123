namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The cheapest way to pair n points with n others at the squared distance as cost, proven so by a dual solution:
/// <c>u_i + v_j &lt;= |x_i - y_j|^2</c> for all pairs, with equality for those that were made.
/// </summary>
/// <remarks>The proof is checked before a pairing is handed out, see <see cref="Solve"/>.</remarks>
internal sealed class PlanarAssignment
{
    // Of the largest cost: what rounding may leave of an inequality that holds exactly.
    private const double Tolerance = 1e-10;

    // Of the largest cost: what makes no difference to the length of a path.
    private const double Tie = 1e-13;

    private readonly int[] partners;
    private readonly double[] sourceDuals;
    private readonly double[] targetDuals;

    private PlanarAssignment(int[] partners, double[] sourceDuals, double[] targetDuals, double meanCost)
    {
        (this.partners, this.sourceDuals, this.targetDuals) = (partners, sourceDuals, targetDuals);
        MeanCost = meanCost;
    }

    /// <summary>Index of the target point that each source point is paired with.</summary>
    public IReadOnlyList<int> Partners => partners;

    /// <summary>u, one per source point: what it adds to the total, up to a constant.</summary>
    public IReadOnlyList<double> SourceDuals => sourceDuals;

    /// <summary>v, one per target point.</summary>
    public IReadOnlyList<double> TargetDuals => targetDuals;

    /// <summary>The squared distance of a pair, on average: W2 squared between the two sets.</summary>
    public double MeanCost { get; }

    /// <summary>Finds the cheapest pairing and checks its proof.</summary>
    /// <param name="sources">x: n planar points, finite.</param>
    /// <param name="targets">y: n planar points, finite.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArithmeticException">A squared distance is too large to be added up, or not a number.</exception>
    /// <exception cref="InvalidOperationException">The dual solution does not prove the pairing: the solver is wrong.</exception>
    public static PlanarAssignment Solve(SampleBatch sources, SampleBatch targets, CancellationToken cancellation)
    {
        if (sources.Count != targets.Count)
        {
            throw new ArgumentException("Both sets have the same number of points.", nameof(targets));
        }

        double largest = LargestCost(sources, targets);
        if (!double.IsFinite(largest * sources.Count))
        {
            throw new ArithmeticException("Points lie so far apart that their squared distances cannot be added up.");
        }

        CandidateColumns columns = new(sources, targets, new double[targets.Count]);
        int[] partners = ScaledAuction.Run(columns, largest, cancellation);
        columns = new CandidateColumns(sources, targets, Tightened(columns, sources, targets, cancellation));
        new ShortestAugmentingPaths(columns, partners, Tie * largest).Complete(cancellation);

        double[] sourceDuals = [.. partners.Select((j, i) => columns.Reduced(i, j))];
        double meanCost = partners.Select((j, i) => columns.Reduced(i, j) + columns.Duals[j]).Average();
        PlanarAssignment assignment = new(partners, sourceDuals, columns.Duals, meanCost);
        assignment.Verify(columns, largest, cancellation);
        return assignment;
    }

    // The largest v for the largest u at the duals of the auction: every point then has a partner at which equality holds, and
    // where sources coincide all targets are as good as each other. A constant goes from u to v, which keeps both small.
    private static double[] Tightened(CandidateColumns columns, SampleBatch sources, SampleBatch targets, CancellationToken cancellation)
    {
        double[] u = columns.LeastOfRows(cancellation);
        double constant = u.Average();
        return new CandidateColumns(targets, sources, [.. u.Select(value => value - constant)]).LeastOfRows(cancellation);
    }

    // Equality on the pairs holds by construction of u; left are the permutation and the inequalities.
    private void Verify(CandidateColumns columns, double largestCost, CancellationToken cancellation)
    {
        if (partners.Distinct().Count() != partners.Length)
        {
            throw new InvalidOperationException("The assignment gives one target to two sources.");
        }

        double[] least = columns.LeastOfRows(cancellation);
        for (int i = 0; i < least.Length; i++)
        {
            if (least[i] - sourceDuals[i] < -Tolerance * (1 + largestCost))
            {
                throw new InvalidOperationException("The dual solution of the assignment does not prove it.");
            }
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
