using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace FlowDemo.Learning.Regressors;

/// <summary>A weighted sum of features, one set of weights for each coordinate: <c>f_d(x, t) = sum_j c_dj phi_j(x, t)</c>.</summary>
internal sealed class LinearRegressor : ILearnedFunction
{
    private const int Tile = 128;

    /// <summary>Keeps a fit.</summary>
    /// <param name="features">The features.</param>
    /// <param name="coefficients">The weights: those of the first coordinate, then those of the second.</param>
    /// <exception cref="FlowDemoException">There are not two coefficients for each feature.</exception>
    public LinearRegressor(IFeatureMap features, ImmutableArray<double> coefficients)
    {
        if (coefficients.Length != 2 * features.Count)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"A planar linear model takes two coefficients for each feature; there are {coefficients.Length} coefficients for "
                    + $"{features.Count} features."));
        }

        Features = features;
        Coefficients = coefficients;
    }

    /// <summary>The features.</summary>
    public IFeatureMap Features { get; }

    /// <summary>The weights: those of the first coordinate, then those of the second.</summary>
    public ImmutableArray<double> Coefficients { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public long ParameterCount => Coefficients.Length;

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch output)
    {
        double[] buffer = ArrayPool<double>.Shared.Rent(Features.Count * Tile);
        for (int start = 0; start < x.Stride; start += Tile)
        {
            int n = Math.Min(Tile, x.Stride - start);
            Features.Fill(
                t, x.PaddedCoordinate(0).Slice(start, n), x.PaddedCoordinate(1).Slice(start, n), buffer.AsSpan(0, Features.Count * n));
            for (int d = 0; d < 2; d++)
            {
                Span<double> sum = output.PaddedCoordinate(d).Slice(start, n);
                sum.Clear();
                for (int j = 0; j < Features.Count; j++)
                {
                    Flat.AddScaled(sum, Coefficients[(d * Features.Count) + j], buffer.AsSpan(j * n, n));
                }
            }
        }

        ArrayPool<double>.Shared.Return(buffer);
    }
}
