using System.Text.Json.Serialization;

namespace FlowDemo.Learning.Regressors;

/// <summary>Other features, each times <c>1, t, t^2</c>, so that one linear model serves all times.</summary>
/// <param name="inner">The features that are multiplied.</param>
internal sealed class TimePowerFeatures(IFeatureMap inner) : IFeatureMap
{
    private const int Powers = 3;

    private readonly IFeatureMap inner = inner is TimePowerFeatures
        ? throw new FlowDemoException("Features that are times powers of t already are multiplied by them again.")
        : inner;

    /// <summary>The features that are multiplied.</summary>
    public IFeatureMap Inner => inner;

    /// <inheritdoc/>
    [JsonIgnore]
    public int Count => Powers * inner.Count;

    /// <inheritdoc/>
    public void Fill(double t, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> features)
    {
        int length = inner.Count * x.Length;
        inner.Fill(t, x, y, features[..length]);
        for (int power = 1; power < Powers; power++)
        {
            Span<double> scaled = features.Slice(power * length, length);
            features.Slice((power - 1) * length, length).CopyTo(scaled);
            Flat.Scale(scaled, t);
        }
    }
}
