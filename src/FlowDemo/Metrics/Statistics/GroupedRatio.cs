using FlowDemo.Randomness;

namespace FlowDemo.Metrics.Statistics;

/// <summary>
/// A ratio of two sums over samples, <c>sum a / sum b</c>, kept as one pair of sums per group of samples, where the groups are
/// independent of each other: what a resampling method needs. A mean is the ratio whose second sum counts.
/// </summary>
/// <remarks>The groups are those of <see cref="SampleGroups"/>.</remarks>
internal sealed class GroupedRatio
{
    private GroupedRatio(GroupSums above, GroupSums below)
    {
        (Above, Below) = (above, below);
        Value = Quotient(above.Total, below.Total);
    }

    /// <summary>A ratio whose sums were kept.</summary>
    /// <param name="numerators">Sums of the numerator, one per group.</param>
    /// <param name="denominators">Sums of the denominator, one per group.</param>
    public static GroupedRatio Of(double[] numerators, double[] denominators) =>
        new(new GroupSums(numerators), new GroupSums(denominators));

    /// <summary>Number of groups, at least 1.</summary>
    public int Groups => Above.Values.Length;

    /// <summary>Sums of the numerator.</summary>
    public GroupSums Above { get; }

    /// <summary>Sums of the denominator.</summary>
    public GroupSums Below { get; }

    /// <summary>The ratio over all samples.</summary>
    public double Value { get; }

    /// <summary>The mean of one value per sample.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="values">One value per sample.</param>
    public static GroupedRatio Mean(NoiseSet noise, ReadOnlySpan<double> values)
    {
        double[] counts = new double[SampleGroups.Count(noise)];
        for (int g = 0; g < counts.Length; g++)
        {
            counts[g] = SampleGroups.Start(noise, counts.Length, g + 1) - SampleGroups.Start(noise, counts.Length, g);
        }

        return new GroupedRatio(Sums(noise, values), new GroupSums(counts));
    }

    /// <summary>The ratio of two sums over the same samples.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="numerators">One value per sample.</param>
    /// <param name="denominators">One value per sample.</param>
    public static GroupedRatio Paired(NoiseSet noise, ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators) =>
        Paired(Sums(noise, numerators), Sums(noise, denominators));

    /// <summary>The ratio of two sums, given group by group.</summary>
    /// <param name="numerators">From <see cref="Sums"/>.</param>
    /// <param name="denominators">From <see cref="Sums"/> over the same samples.</param>
    public static GroupedRatio Paired(GroupSums numerators, GroupSums denominators) => new(numerators, denominators);

    /// <summary>Sums of one value per sample over each group, in the order of the samples.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="values">One value per sample.</param>
    public static GroupSums Sums(NoiseSet noise, ReadOnlySpan<double> values)
    {
        if (values.Length != noise.Count)
        {
            throw new ArgumentException("There is one value for each sample of the noise.", nameof(values));
        }

        double[] sums = new double[SampleGroups.Count(noise)];
        for (int g = 0; g < sums.Length; g++)
        {
            foreach (double value in values[SampleGroups.Start(noise, sums.Length, g)..SampleGroups.Start(noise, sums.Length, g + 1)])
            {
                sums[g] += value;
            }
        }

        return new GroupSums(sums);
    }

    /// <summary>
    /// The quotient of two sums that are not negative, or of any sum and a positive one: 1 for equal ones, whatever they are, and never
    /// NaN.
    /// </summary>
    /// <param name="numerator">The sum above.</param>
    /// <param name="denominator">The sum below.</param>
    public static double Quotient(double numerator, double denominator)
    {
        if (numerator == denominator)
        {
            return 1;
        }

        return denominator == 0 ? double.PositiveInfinity : numerator / denominator;
    }

    /// <summary>The ratio without each group in turn.</summary>
    public double[] LeaveOneOut()
    {
        double[] ratios = new double[Groups];
        for (int g = 0; g < ratios.Length; g++)
        {
            ratios[g] = Quotient(Above.Without[g], Below.Without[g]);
        }

        return ratios;
    }
}
