using FlowDemo.Metrics.Statistics;
using FlowDemo.Targets;
using MathNet.Numerics.Distributions;

namespace FlowDemo.Metrics;

/// <summary>
/// Half the total absolute difference between the mode weights of the row and of the reference from the same noise:
/// <c>TV = 1/2 sum_k |mean_i r_k(x_i) - mean_i r_k(xref_i)|</c>. Pairing takes off the scatter of the weights themselves. Samples
/// that trade places between modes cancel here and not in the flips. A sample that is not finite belongs to no mode.
/// </summary>
internal sealed class ModeWeights : IMetric
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IMetric> Entry { get; } = new(
        "weights", "Total variation between the mode weights of the row and of the reference.", static _ => new ModeWeights())
    {
        Formula = "1/2 sum_k |mean_i r_k(x_i) - mean_i r_k(xref_i)|",
        Notes = "Chance alone makes it larger than 0: where its interval begins at 0 the row may have the weights of the reference. "
            + "Samples that trade places between modes cancel here and not in the flips. Left out where flips is.",
    };

    /// <inheritdoc/>
    public bool NeedsTarget => true;

    /// <inheritdoc/>
    public string Unit => "%";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => ModeFlips.HasModes(measurement.Target);

    /// <inheritdoc/>
    public string WhyNot(Measurement measurement) => ModeFlips.NoModes(measurement.Target);

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        MixtureDensity density = new(measurement.Target);
        int modes = measurement.Target.Components.Length;
        double[][] differences = Differences(measurement, density, modes);
        return Interval(differences, measurement.Noise.Count);
    }

    /// <summary>
    /// The figure of differences that are nothing but chance is not zero, so the interval cannot stand about it. Below, it counts
    /// the modes alone whose share has moved for certain (Student's t, by Bonferroni over all modes); above, no bias is in the way.
    /// </summary>
    /// <param name="differences">Sums over the samples of each group, by group and mode.</param>
    /// <param name="count">Samples in all groups.</param>
    internal static Estimate Interval(double[][] differences, int count)
    {
        int modes = differences[0].Length;
        double[] total = new double[modes];
        foreach (double[] group in differences)
        {
            Flat.AddScaled(total, 1, group);
        }

        double value = Share(total.Sum(Math.Abs), count);
        int groups = differences.Length;
        if (groups == 1)
        {
            return new Estimate(value, 0, 100);
        }

        bool[] moved = [.. Enumerable.Range(0, modes).Select(k =>
            Math.Abs(total[k]) > Margin([.. differences.Select(group => group[k])], 1 - ((1 - Intervals.Confidence) / (2 * modes))))];
        double margin = Share(
            Margin([.. differences.Select(group => group.Select((d, k) => Math.Sign(total[k]) * d).Sum())], Quantile), count);
        double marginOfMoved = Share(
            Margin([.. differences.Select(group => group.Select((d, k) => moved[k] ? Math.Sign(total[k]) * d : 0).Sum())], Quantile),
            count);
        double sure = Share(total.Where((_, k) => moved[k]).Sum(Math.Abs), count);
        return new Estimate(value, Math.Max(0, sure - marginOfMoved), Math.Min(100, value + margin));
    }

    private static double Quantile => 0.5 + (Intervals.Confidence / 2);

    private static double Share(double sum, double count) => 100 * 0.5 * sum / count;

    // How far the sum of so many independent groups is from its expectation, at most at a level.
    private static double Margin(double[] groups, double level)
    {
        double mean = groups.Average();
        double error = Math.Sqrt(groups.Sum(g => (g - mean) * (g - mean)) * groups.Length / (groups.Length - 1));
        return error == 0 ? 0 : error * StudentT.InvCDF(0, 1, groups.Length - 1, level);
    }

    // Sums of r_k(x_i) - r_k(xref_i), by group of samples and mode.
    private static double[][] Differences(Measurement measurement, MixtureDensity density, int modes)
    {
        int groups = SampleGroups.Count(measurement.Noise);
        double[][] differences = new double[groups][];
        measurement.Execution.ForEach(groups, g =>
        {
            double[] responsibilities = new double[modes];
            differences[g] = new double[modes];
            for (int i = SampleGroups.Start(measurement.Noise, groups, g); i < SampleGroups.Start(measurement.Noise, groups, g + 1); i++)
            {
                Add(measurement.End, i, 1);
                Add(measurement.Reference, i, -1);
            }

            void Add(SampleBatch batch, int i, double sign)
            {
                (double x, double y) = (batch[i, 0], batch[i, 1]);
                if (double.IsFinite(x) && double.IsFinite(y))
                {
                    density.Responsibilities(x, y, responsibilities);
                    Flat.AddScaled(differences[g], sign, responsibilities);
                }
            }
        });
        return differences;
    }
}
