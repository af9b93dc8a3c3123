namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The cheapest way to pair n points with n others at the squared distance as cost, proven so by a dual solution:
/// <c>u_i + v_j &lt;= |x_i - y_j|^2</c> for all pairs, with equality for those that were made.
/// </summary>
/// <remarks>The proof is checked before a pairing is handed out, see <see cref="Solve"/>.</remarks>
internal sealed class PlanarAssignment
{
    // Of the largest cost: what rounding may leave of an inequality that holds exactly.
    private const double Tolerance = 1e-9;
    private const int Divisor = 4;
    private const int SmallestDivided = 32;

    private readonly int[] partners;
    private readonly double[] sourceDuals;
    private readonly double[] targetDuals;

    private PlanarAssignment(int[] partners, double[] sourceDuals, double[] targetDuals)
    {
        (this.partners, this.sourceDuals, this.targetDuals) = (partners, sourceDuals, targetDuals);
        MeanCost = (sourceDuals.Sum() + targetDuals.Sum()) / partners.Length;
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
    /// <exception cref="InvalidOperationException">The dual solution does not prove the pairing: the solver is wrong.</exception>
    public static PlanarAssignment Solve(SampleBatch sources, SampleBatch targets, CancellationToken cancellation)
    {
        if (sources.Count != targets.Count)
        {
            throw new ArgumentException("Both sets have the same number of points.", nameof(targets));
        }

        PlanarAssignment assignment = SolveUnverified(sources, targets, cancellation);
        assignment.Verify(sources, targets, cancellation);
        return assignment;
    }

    // The duals are a function of the plane, nearly the same for a part of the points as for all: a quarter of them is solved
    // first and its duals are carried over, v_j = min_i (c_ij - u_i), which leaves few paths to search and short ones.
    private static PlanarAssignment SolveUnverified(SampleBatch sources, SampleBatch targets, CancellationToken cancellation)
    {
        double[] guess = new double[targets.Count];
        if (targets.Count >= SmallestDivided)
        {
            SampleBatch part = Part(sources);
            PlanarAssignment coarse = SolveUnverified(part, Part(targets), cancellation);
            for (int j = 0; j < guess.Length; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                guess[j] = LeastSlack(targets[j, 0], targets[j, 1], part, coarse.sourceDuals).Slack;
            }
        }

        (int[] partners, double[] targetDuals) = new ShortestAugmentingPaths(sources, targets, guess).Solve(cancellation);
        double[] sourceDuals = new double[partners.Length];
        for (int i = 0; i < partners.Length; i++)
        {
            sourceDuals[i] = Cost(sources, i, targets, partners[i]) - targetDuals[partners[i]];
        }

        return new PlanarAssignment(partners, sourceDuals, targetDuals);
    }

    // Every fourth point: sets come in the order of their strata, which a part taken so keeps in proportion.
    private static SampleBatch Part(SampleBatch points)
    {
        SampleBatch part = new(2, points.Count / Divisor);
        for (int i = 0; i < part.Count; i++)
        {
            (part[i, 0], part[i, 1]) = (points[Divisor * i, 0], points[Divisor * i, 1]);
        }

        return part;
    }

    // Equality on the pairs holds by construction of u; left are the permutation and the inequalities.
    private void Verify(SampleBatch sources, SampleBatch targets, CancellationToken cancellation)
    {
        if (partners.Distinct().Count() != partners.Length)
        {
            throw new InvalidOperationException("The assignment gives one target to two sources.");
        }

        for (int i = 0; i < partners.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            (double slack, double largest) = LeastSlack(sources[i, 0], sources[i, 1], targets, targetDuals);
            if (slack - sourceDuals[i] < -Tolerance * (1 + largest))
            {
                throw new InvalidOperationException("The dual solution of the assignment does not prove it.");
            }
        }
    }

    private static (double Slack, double LargestCost) LeastSlack(double x, double y, SampleBatch targets, ReadOnlySpan<double> duals)
    {
        ReadOnlySpan<double> targetX = targets.Coordinate(0);
        ReadOnlySpan<double> targetY = targets.Coordinate(1);
        double least = double.PositiveInfinity;
        double largest = 0;
        for (int j = 0; j < duals.Length; j++)
        {
            double dx = x - targetX[j];
            double dy = y - targetY[j];
            double cost = (dx * dx) + (dy * dy);
            least = Math.Min(least, cost - duals[j]);
            largest = Math.Max(largest, cost);
        }

        return (least, largest);
    }

    private static double Cost(SampleBatch sources, int i, SampleBatch targets, int j)
    {
        double dx = sources[i, 0] - targets[j, 0];
        double dy = sources[i, 1] - targets[j, 1];
        return (dx * dx) + (dy * dy);
    }
}
