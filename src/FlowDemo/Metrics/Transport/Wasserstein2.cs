namespace FlowDemo.Metrics.Transport;

/// <summary>
/// The exact W2 distance to fresh draws of the target, or to the reference's end points: <c>W2^2 = min over permutations s of 1/n sum |x_i
/// - y_s(i)|^2</c>, an
/// assignment solved by an auction and shortest augmenting paths and proven by its duals.
/// </summary>
/// <param name="against">What the distance is from.</param>
/// <param name="limit">Samples used at most; the time grows with the third power at worst.</param>
internal sealed class Wasserstein2(TransportGoal against, int limit) : TransportMetric(against, limit)
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "w2", "Exact W2 distance to fresh stratified draws of the target, beside its noise floor, or to the exact end points.", Create)
    {
        Formula = "sqrt(min over permutations s of 1/n sum |x_i - y_s(i)|^2)",
        Cost = "an assignment of n points to n: time up to n^3, memory n",
        Source = "Jonker, Volgenant, A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems, 1987",
        Notes = "The floor is what the reference scores against the same draws; it usually exceeds the differences that matter. "
            + "w2:reference has no floor: it is at most rmse, and equal to it where the pairing by noise is the cheapest.",
        Aliases = ["emd", "wasserstein"],
        Parameters = [Against, new MethodParameter("points", "1000", "samples used at most, 2 to 20000")],
    };

    /// <summary>The metric that a name asks for.</summary>
    /// <param name="arguments">What stands behind the colon.</param>
    public static Wasserstein2 Create(MethodArguments arguments)
    {
        (TransportGoal against, int number) = Parse(arguments, 2, 20_000);
        return new Wasserstein2(against, number);
    }

    /// <inheritdoc/>
    protected override double NanosecondsPerSample => 32_000;

    /// <inheritdoc/>
    protected override TransportPlan Solve(SampleBatch samples, SampleBatch others, Execution execution)
    {
        PlanarAssignment assignment = PlanarAssignment.Solve(samples, others, execution.Cancellation);
        return new TransportPlan(
            [.. assignment.Partners.Select((j, i) => Square(samples[i, 0] - others[j, 0]) + Square(samples[i, 1] - others[j, 1]))],
            [.. assignment.Partners.Select(j => assignment.TargetDuals[j])],
            [.. assignment.TargetDuals]);
    }

    private static double Square(double number) => number * number;
}
