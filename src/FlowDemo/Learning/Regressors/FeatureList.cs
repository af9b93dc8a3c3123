using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace FlowDemo.Learning.Regressors;

/// <summary>Features of several kinds, one kind behind the other.</summary>
/// <param name="parts">The kinds, in order.</param>
internal sealed class FeatureList(ImmutableArray<IFeatureMap> parts) : IFeatureMap
{
    /// <summary>The kinds, in order.</summary>
    public ImmutableArray<IFeatureMap> Parts => parts;

    /// <inheritdoc/>
    [JsonIgnore]
    public int Count { get; } = parts.Sum(static p => p.Count);

    /// <inheritdoc/>
    public void Fill(double t, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> features)
    {
        int start = 0;
        foreach (IFeatureMap part in parts)
        {
            int length = part.Count * x.Length;
            part.Fill(t, x, y, features.Slice(start, length));
            start += length;
        }
    }

    /// <inheritdoc/>
    public FeatureImage[]? Images((double XX, double XY, double YX, double YY) map)
    {
        List<FeatureImage> images = [];
        foreach (IFeatureMap part in parts)
        {
            if (part.Images(map) is not FeatureImage[] own)
            {
                return null;
            }

            int offset = images.Count;
            images.AddRange(own.Select(i => i.Shift(offset)));
        }

        return [.. images];
    }
}
