using System.Text.Json.Serialization;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// The features <c>[1, x, y]</c>, or <c>[1, x, y, t, t x, t y, t^2]</c> when the time is an input. With them alone a Gaussian
/// target is learned exactly, because its flow is affine at every time.
/// </summary>
/// <param name="withTime">Whether the time is an input.</param>
internal sealed class AffineFeatures(bool withTime) : IFeatureMap
{
    /// <summary>Whether the time is an input.</summary>
    public bool WithTime => withTime;

    /// <inheritdoc/>
    [JsonIgnore]
    public int Count => withTime ? 7 : 3;

    /// <inheritdoc/>
    public void Fill(double t, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> features)
    {
        int n = x.Length;
        features[..n].Fill(1);
        x.CopyTo(features[n..]);
        y.CopyTo(features[(2 * n)..]);
        if (!withTime)
        {
            return;
        }

        for (int row = 0; row < 3; row++)
        {
            Span<double> scaled = features.Slice((3 + row) * n, n);
            features.Slice(row * n, n).CopyTo(scaled);
            Flat.Scale(scaled, t);
        }

        features.Slice(6 * n, n).Fill(t * t);
    }

    /// <inheritdoc/>
    public FeatureImage[]? Images((double XX, double XY, double YX, double YY) map) =>
        withTime ? null : [FeatureImage.Of(0), new(1, map.XX, 2, map.XY), new(1, map.YX, 2, map.YY)];
}
