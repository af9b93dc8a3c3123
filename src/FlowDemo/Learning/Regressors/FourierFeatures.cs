using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// Random Fourier features: <c>phi_j = sqrt(2 / M) cos(w_j . z + b_j)</c>, z = (x, y) or (x, y, t), w_j normal with standard
/// deviation 1 / l (3 for the time), b_j uniform. A ridge regression on them approximates one with a Gaussian kernel of width l.
/// They know nothing of the target.
/// </summary>
/// <remarks>Rahimi, Recht, Random Features for Large-Scale Kernel Machines, NIPS 2007, section 3.</remarks>
internal sealed class FourierFeatures : IFeatureMap
{
    private const double TimeFrequency = 3;

    /// <summary>Keeps frequencies that were drawn before.</summary>
    /// <param name="frequencies">Four numbers per feature: w for x, y and t, and the phase b.</param>
    public FourierFeatures(ImmutableArray<double> frequencies)
    {
        Frequencies = frequencies;
        Count = frequencies.Length / 4;
    }

    /// <summary>Four numbers per feature: w for x, y and t, and the phase b.</summary>
    public ImmutableArray<double> Frequencies { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public int Count { get; }

    /// <summary>Draws frequencies; the features take turns between the widths.</summary>
    /// <param name="count">M, at least 1.</param>
    /// <param name="widths">l, the lengths over which the features vary; data units, positive.</param>
    /// <param name="withTime">Whether the time is an input.</param>
    /// <param name="seed">The user's seed.</param>
    public static FourierFeatures Draw(int count, ReadOnlySpan<double> widths, bool withTime, int seed)
    {
        RandomSource random = RandomStream.Open(seed, NoiseStream.Initialization);
        var frequencies = ImmutableArray.CreateBuilder<double>(4 * count);
        for (int j = 0; j < count; j++)
        {
            double width = widths[j % widths.Length];
            frequencies.Add(Normal.Sample(random, 0, 1) / width);
            frequencies.Add(Normal.Sample(random, 0, 1) / width);
            frequencies.Add(withTime ? TimeFrequency * Normal.Sample(random, 0, 1) : 0);
            frequencies.Add(ContinuousUniform.Sample(random, 0, 2 * Math.PI));
        }

        return new FourierFeatures(frequencies.MoveToImmutable());
    }

    /// <inheritdoc/>
    public void Fill(double t, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> features)
    {
        double amplitude = Math.Sqrt(2.0 / Count);
        for (int j = 0; j < Count; j++)
        {
            double wx = Frequencies[4 * j];
            double wy = Frequencies[(4 * j) + 1];
            double phase = (Frequencies[(4 * j) + 2] * t) + Frequencies[(4 * j) + 3];
            Span<double> row = features.Slice(j * x.Length, x.Length);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = amplitude * Math.Cos((wx * x[i]) + (wy * y[i]) + phase);
            }
        }
    }
}
