namespace FlowDemo.Metrics.Transport;

/// <summary>
/// A cheapest plan between n points x and n points y with its dual solution, or the mean of several: what each point adds to the
/// squared distance, to first order, is its potential, u_i of x_i and v_j of y_j.
/// </summary>
/// <param name="Costs">Cost of the partner of each x_i; the squared distance is their mean.</param>
/// <param name="PartnerPotentials">v of the partner of each x_i.</param>
/// <param name="TargetPotentials">v of each y_j.</param>
internal sealed record TransportPlan(double[] Costs, double[] PartnerPotentials, double[] TargetPotentials)
{
    /// <summary>u of each x_i.</summary>
    public double[] SourcePotentials => [.. Costs.Zip(PartnerPotentials, static (c, v) => c - v)];

    /// <summary>
    /// u_i + v_i, for points x_i and y_i that come from the same noise and vary together. The potentials of y_i and of the partner
    /// are the same where the two are, so that a small cost is not lost in the difference of large potentials.
    /// </summary>
    public double[] PairPotentials => [.. Costs.Select((c, i) => c + (TargetPotentials[i] - PartnerPotentials[i]))];
}
