namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The root mean square over L directions of the one-dimensional W2 distances to fresh draws of the target:
/// <c>SW^2 = 1/L sum_l 1/n sum_i (sort(X theta_l)_i - sort(Y theta_l)_i)^2</c>, theta_l at the angles pi (l + 1/2) / L. At most
/// W2 / sqrt(2) in the plane.
/// </summary>
/// <param name="againstReference">True for the distance from the reference's end points.</param>
/// <param name="directions">L, at least 2.</param>
/// <param name="limit">Samples used at most.</param>
/// <remarks>N. Bonneel, J. Rabin, G. Peyre, H. Pfister, Sliced and Radon Wasserstein Barycenters of Measures, 2015.</remarks>
internal sealed class SlicedWasserstein2(bool againstReference, int directions, int limit) : TransportMetric(againstReference, limit)
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "sliced-w2", "Sliced W2 distance to fresh stratified draws of the target, beside its noise floor, or to the exact end points.", Create)
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
        (bool against, int number) = Parse(arguments, 2, 4096);
        return new SlicedWasserstein2(against, number, 100_000);
    }

    /// <summary>One value per sample, whose mean is SW^2.</summary>
    /// <param name="samples">x: planar points.</param>
    /// <param name="draws">y: as many.</param>
    /// <param name="directions">L.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static double[] Potentials(SampleBatch samples, SampleBatch draws, int directions, Execution execution)
    {
        double[][] byDirection = new double[directions][];
        execution.ForEach(directions, l => byDirection[l] = AlongLine(samples, draws, Math.PI * (l + 0.5) / directions));
        double[] potentials = new double[samples.Count];
        foreach (double[] along in byDirection)
        {
            Flat.AddScaled(potentials, 1.0 / directions, along);
        }

        return potentials;
    }

    /// <inheritdoc/>
    protected override double[] Potentials(SampleBatch samples, SampleBatch others, Execution execution) =>
        Potentials(samples, others, directions, execution);

    /// <summary>
    /// On a line the sorted points pair up, and the duals follow by going up the stairs of touching constraints:
    /// <c>u_i + v_i = c_ii, u_(i+1) + v_i = c_(i+1, i)</c>.
    /// </summary>
    private static double[] AlongLine(SampleBatch samples, SampleBatch draws, double angle)
    {
        double[] x = Project(samples, angle);
        double[] y = Project(draws, angle);
        int[] order = [.. Enumerable.Range(0, x.Length)];
        Array.Sort(x, order);
        Array.Sort(y);
        double[] potentials = new double[x.Length];
        double u = 0;
        double others = 0;
        for (int i = 0; i < x.Length; i++)
        {
            potentials[order[i]] = u;
            double v = ((x[i] - y[i]) * (x[i] - y[i])) - u;
            others += v;
            if (i + 1 < x.Length)
            {
                u = ((x[i + 1] - y[i]) * (x[i + 1] - y[i])) - v;
            }
        }

        foreach (ref double potential in potentials.AsSpan())
        {
            potential += others / x.Length;
        }

        return potentials;
    }

    private static double[] Project(SampleBatch points, double angle)
    {
        double[] projected = new double[points.Count];
        Flat.AddScaled(projected, Math.Cos(angle), points.Coordinate(0));
        Flat.AddScaled(projected, Math.Sin(angle), points.Coordinate(1));
        return projected;
    }
}
