namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The root mean square over L directions of the one-dimensional W2 distances to fresh draws of the target:
/// <c>SW^2 = 1/L sum_l 1/n sum_i (sort(X theta_l)_i - sort(Y theta_l)_i)^2</c>, theta_l at the angles pi (l + 1/2) / L. At most
/// W2 / sqrt(2) in the plane.
/// </summary>
/// <param name="against">What the distance is from.</param>
/// <param name="directions">L, at least 2.</param>
/// <param name="limit">Samples used at most.</param>
/// <remarks>N. Bonneel, J. Rabin, G. Peyre, H. Pfister, Sliced and Radon Wasserstein Barycenters of Measures, 2015.</remarks>
internal sealed class SlicedWasserstein2(TransportGoal against, int directions, int limit) : TransportMetric(against, limit)
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "sliced-w2", "Sliced W2 distance to fresh stratified draws of the target, beside its noise floor, or to the exact end points.",
        Create)
    {
        Formula = "sqrt(1/L sum_l 1/n sum_i (sort(X theta_l)_i - sort(Y theta_l)_i)^2)",
        Cost = "L sorts of the samples",
        Source = "Bonneel, Rabin, Peyre, Pfister, Sliced and Radon Wasserstein Barycenters of Measures, 2015",
        Notes = "The floor is what the reference scores against the same draws.",
        Parameters = [Against, new MethodParameter("directions", "64", "number of directions L, 2 to 4096")],
    };

    /// <summary>The metric that a name asks for.</summary>
    /// <param name="arguments">What stands behind the colon.</param>
    public static SlicedWasserstein2 Create(MethodArguments arguments)
    {
        (TransportGoal against, int number) = Parse(arguments, 2, 4096);
        return new SlicedWasserstein2(against, number, 100_000);
    }

    /// <summary>The plans of all directions; SW^2 is their mean cost.</summary>
    /// <param name="samples">x: planar points.</param>
    /// <param name="draws">y: as many.</param>
    /// <param name="directions">L.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static TransportPlan Solve(SampleBatch samples, SampleBatch draws, int directions, Execution execution)
    {
        TransportPlan[] plans = new TransportPlan[directions];
        execution.ForEach(directions, l => plans[l] = AlongLine(samples, draws, Math.PI * (l + 0.5) / directions));
        return new TransportPlan(Mean(static p => p.Costs), Mean(static p => p.PartnerPotentials), Mean(static p => p.TargetPotentials));

        double[] Mean(Func<TransportPlan, double[]> part)
        {
            double[] mean = new double[samples.Count];
            foreach (TransportPlan plan in plans)
            {
                Flat.AddScaled(mean, 1.0 / directions, part(plan));
            }

            return mean;
        }
    }

    /// <inheritdoc/>
    protected override long BytesPerSample => ((3L * directions) + 16) * sizeof(double);

    /// <inheritdoc/>
    protected override double NanosecondsPerSample => 500.0 * directions;

    /// <inheritdoc/>
    protected override TransportPlan Solve(SampleBatch samples, SampleBatch others, Execution execution) =>
        Solve(samples, others, directions, execution);

    /// <summary>
    /// On a line the sorted points pair up. The duals follow by going up the stairs of touching constraints, <c>u_i + v_i = c_ii</c> and
    /// <c>u_(i+1) + v_i = c_(i+1, i)</c>, or down them, <c>u_i + v_(i+1) = c_(i, i+1)</c>; their mean is as good and leans to neither side.
    /// </summary>
    private static TransportPlan AlongLine(SampleBatch samples, SampleBatch draws, double angle)
    {
        double[] x = Project(samples, angle);
        double[] y = Project(draws, angle);
        int[] order = [.. Enumerable.Range(0, x.Length)];
        int[] drawOrder = [.. order];
        Array.Sort(x, order);
        Array.Sort(y, drawOrder);
        (double[] costs, double[] partners, double[] targets) = (new double[x.Length], new double[x.Length], new double[x.Length]);
        double potential = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double cost = Square(x[i] - y[i]);
            (costs[order[i]], partners[order[i]], targets[drawOrder[i]]) = (cost, potential, potential);
            if (i + 1 < x.Length)
            {
                double next = Square(x[i + 1] - y[i + 1]);
                double up = next - Square(x[i + 1] - y[i]);
                double down = Square(x[i] - y[i + 1]) - cost;
                potential += (up + down) / 2;
            }
        }

        return new TransportPlan(costs, partners, targets);
    }

    private static double Square(double number) => number * number;

    private static double[] Project(SampleBatch points, double angle)
    {
        double[] projected = new double[points.Count];
        Flat.AddScaled(projected, Math.Cos(angle), points.Coordinate(0));
        Flat.AddScaled(projected, Math.Sin(angle), points.Coordinate(1));
        return projected;
    }
}
