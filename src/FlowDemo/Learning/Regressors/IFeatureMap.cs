using System.Text.Json.Serialization;

namespace FlowDemo.Learning.Regressors;

/// <summary>Fixed functions phi_1 .. phi_M of a planar state at a time; a linear model is a weighted sum of them.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AffineFeatures), "affine")]
[JsonDerivedType(typeof(FourierFeatures), "fourier")]
[JsonDerivedType(typeof(ResponsibilityFeatures), "responsibility")]
[JsonDerivedType(typeof(TimePowerFeatures), "time-powers")]
[JsonDerivedType(typeof(FeatureList), "list")]
internal interface IFeatureMap
{
    /// <summary>M, the number of features.</summary>
    [JsonIgnore]
    int Count { get; }

    /// <summary>Evaluates every feature for a run of samples. Each sample's values depend on that sample alone.</summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">First coordinates; a whole number of <see cref="SampleBatch.LaneCount"/>.</param>
    /// <param name="y">Second coordinates, as many.</param>
    /// <param name="features">Receives M rows, one per feature, each as long as <paramref name="x"/>.</param>
    void Fill(double t, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> features);

    /// <summary>What each feature becomes under a linear map of the plane.</summary>
    /// <param name="map">Q.</param>
    /// <returns>One image per feature; null where an image is no sum of features.</returns>
    FeatureImage[]? Images((double XX, double XY, double YX, double YY) map) => null;
}

/// <summary>What a feature becomes when the plane is mapped: <c>phi_i(Q x) = a phi_j(x) + b phi_k(x)</c>.</summary>
/// <param name="First">j.</param>
/// <param name="FirstFactor">a.</param>
/// <param name="Second">k.</param>
/// <param name="SecondFactor">b; 0 where one feature is enough.</param>
internal readonly record struct FeatureImage(int First, double FirstFactor, int Second, double SecondFactor)
{
    /// <summary>A feature that becomes another one, unchanged.</summary>
    /// <param name="index">j.</param>
    public static FeatureImage Of(int index) => new(index, 1, index, 0);

    /// <summary>The same among features that stand further behind.</summary>
    /// <param name="offset">How many stand before.</param>
    public FeatureImage Shift(int offset) => this with { First = First + offset, Second = Second + offset };
}
