namespace FlowDemo.Numerics.KernelSums;

/// <summary>
/// Sums of equal Gaussians over many points, <c>sum_k w_k exp(-|x - alpha mu_k|^2 / 2v)</c> with v / alpha^2 never below a smallest
/// variance, at a cost that hardly depends on the number of points. Lattices of growing spacing serve growing v / alpha^2; a sample that
/// sees too
/// little of a lattice, and a bandwidth too small for any, goes to the points themselves.
/// </summary>
/// <remarks>
/// Every result is within about 1e-13 of the plain sum, relative to it, and the decisions are taken per sample: the bits do not
/// depend on the batch.
/// </remarks>
internal sealed class KernelSum
{
    // Lattice points in the finest level; coarser ones add 2.4 times as many.
    private const double LargestLattice = 4_000_000;
    private readonly KernelLattice[] lattices;
    private readonly NearPoints near;

    private KernelSum(KernelLattice[] lattices, NearPoints near)
    {
        this.lattices = lattices;
        this.near = near;
    }

    /// <summary>Size of the scratch that <see cref="At"/> wants.</summary>
    public int ScratchLength => near.BoxCount;

    /// <summary>Prepares the sums.</summary>
    /// <param name="points">The points; weights that sum to 1.</param>
    /// <param name="smallest">The least v / alpha^2 that will be asked for, positive.</param>
    public static KernelSum Of<TLanes>(WeightedPoints points, double smallest)
        where TLanes : struct, ILanes<TLanes>
    {
        LatticeBounds bounds = LatticeBounds.Of(points);
        double extent = Math.Max(bounds.Width, bounds.Height);
        List<KernelLattice> lattices = [];
        WeightedPoints source = points;
        double sourceVariance = 0;
        for (double variance = smallest / 2; ; variance *= Math.Sqrt(2))
        {
            if (KernelLattice.SizeFor(variance, bounds) > LargestLattice)
            {
                continue;
            }

            // A lattice of half the variance stands in for the points once it has fewer.
            if (lattices.Count >= 2 && KernelLattice.SizeFor(lattices[^2].Variance, bounds) < source.Count)
            {
                source = lattices[^2].ToPoints();
                sourceVariance = lattices[^2].Variance;
            }

            lattices.Add(KernelLattice.Spread<TLanes>(source, sourceVariance, variance, bounds));
            if (8 * variance >= extent * extent)
            {
                return new KernelSum([.. lattices], new NearPoints(points));
            }
        }
    }

    /// <summary>The lattice for a time; null where the bandwidth is too small for any.</summary>
    /// <param name="alpha">Scale of the points.</param>
    /// <param name="variance">v.</param>
    public KernelLattice? LatticeFor(double alpha, double variance)
    {
        KernelLattice? coarsest = null;
        foreach (KernelLattice lattice in lattices)
        {
            coarsest = 2 * alpha * alpha * lattice.Variance <= variance ? lattice : coarsest;
        }

        return coarsest;
    }

    /// <summary>The logarithm of the sum for alpha = 1.</summary>
    /// <param name="variance">v.</param>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> numbers.</param>
    public double LogAt(double variance, double x, double y, Span<double> scratch)
    {
        KernelLattice? lattice = LatticeFor(1, variance);
        return (VectorWidth.Bits switch
        {
            512 => At<Lanes512>(lattice, 1, variance, x, y, scratch, false),
            256 => At<Lanes256>(lattice, 1, variance, x, y, scratch, false),
            _ => At<Lanes128>(lattice, 1, variance, x, y, scratch, false),
        }).LogSum;
    }

    /// <summary>The moments as seen from x.</summary>
    /// <param name="lattice">What <see cref="LatticeFor"/> gave for the same scale and variance.</param>
    /// <param name="alpha">Scale of the points.</param>
    /// <param name="variance">v.</param>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> numbers.</param>
    /// <param name="central">Whether more than the mean is wanted.</param>
    public KernelMoments At<TLanes>(
        KernelLattice? lattice, double alpha, double variance, double x, double y, Span<double> scratch, bool central)
        where TLanes : struct, ILanes<TLanes>
    {
        if (lattice is not null
            && (lattice.TryAt<TLanes>(alpha, variance, x, y, far: false, central, out KernelMoments moments)
                || lattice.TryAt<TLanes>(alpha, variance, x, y, far: true, central, out moments)))
        {
            return moments;
        }

        return near.At<TLanes>(alpha, variance, x, y, scratch, central);
    }
}

/// <summary>Points in the plane with positive weights.</summary>
/// <param name="X">First coordinates.</param>
/// <param name="Y">Second coordinates.</param>
/// <param name="Weight">Weights.</param>
internal sealed record WeightedPoints(double[] X, double[] Y, double[] Weight)
{
    /// <summary>Number of points.</summary>
    public int Count => X.Length;
}
