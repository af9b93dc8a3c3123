namespace FlowDemo.Metrics.Statistics;

/// <summary>
/// Sums of one value per sample over groups of samples that are independent of each other, with what is left of the total without each
/// group, which every comparison with another row takes again.
/// </summary>
internal sealed class GroupSums
{
    private double[]? without;

    /// <summary>Takes sums as they are.</summary>
    /// <param name="values">One per group, at least one.</param>
    public GroupSums(double[] values) => (Values, Total) = (values, values.Sum());

    /// <summary>One sum per group.</summary>
    public double[] Values { get; }

    /// <summary>The sum over all groups.</summary>
    public double Total { get; }

    /// <summary>The sum over all groups but each in turn.</summary>
    public double[] Without => without ??= LeaveOut();

    // Sums from both ends rather than the total less the group: the difference would cancel where one group holds nearly all.
    private double[] LeaveOut()
    {
        double[] left = new double[Values.Length];
        double after = 0;
        for (int g = Values.Length - 1; g >= 0; g--)
        {
            left[g] = after;
            after += Values[g];
        }

        double before = 0;
        for (int g = 0; g < Values.Length; g++)
        {
            left[g] = before + left[g];
            before += Values[g];
        }

        return left;
    }
}
