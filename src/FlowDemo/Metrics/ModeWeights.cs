using FlowDemo.Metrics.Statistics;
using FlowDemo.Targets;

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
        Notes = "Samples that trade places between modes cancel here and not in the flips. Left out where flips is.",
    };

    /// <inheritdoc/>
    public string Unit => "%";

    /// <inheritdoc/>
    public bool AppliesTo(Measurement measurement) => ModeFlips.HasModes(measurement.Target);

    /// <inheritdoc/>
    public Estimate Evaluate(Measurement measurement)
    {
        MixtureDensity density = new(measurement.Target);
        int modes = measurement.Target.Components.Length;
        double[][] differences = Differences(measurement, density, modes);
        double[] total = new double[modes];
        foreach (double[] group in differences)
        {
            Flat.AddScaled(total, 1, group);
        }

        int groups = differences.Length;
        double[] leaveOneOut = new double[groups];
        for (int g = 0; g < groups; g++)
        {
            double[] rest = [.. total];
            Flat.AddScaled(rest, -1, differences[g]);
            leaveOneOut[g] = Variation(rest, measurement.Noise.Count * (groups - 1.0) / groups);
        }

        double value = Variation(total, measurement.Noise.Count);
        return groups > 1 ? Jackknife.Positive(value, leaveOneOut) : Estimate.Exact(value);
    }

    private static double Variation(double[] differences, double count) => 100 * 0.5 * differences.Sum(Math.Abs) / count;

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
