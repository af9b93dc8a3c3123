namespace FlowDemo.Learning.Regressors;

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
