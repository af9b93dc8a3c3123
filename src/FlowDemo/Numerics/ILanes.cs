namespace FlowDemo.Numerics;

/// <summary>
/// A vector of doubles of some width. A kernel written once against it runs at every width, and because nothing here mixes
/// lanes and a product-sum is always fused, each lane holds the same bits at every width.
/// </summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Doubles in the vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Of(double value);

    /// <summary>Reads neighbouring numbers.</summary>
    static abstract TSelf Load(ref double source, nuint index);

    /// <summary>Writes neighbouring numbers.</summary>
    static abstract void Store(TSelf value, ref double target, nuint index);

    /// <summary><c>a b + c</c> with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The larger of each pair; the second where one is not a number.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>
    /// Adds the lowest bits of <paramref name="exponent"/>, taken as an integer, to the exponent of <paramref name="value"/>.
    /// </summary>
    static abstract TSelf AddToExponent(TSelf value, TSelf exponent);
}
