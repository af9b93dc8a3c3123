using System.Runtime.CompilerServices;

namespace FlowDemo.Numerics;

/// <summary>
/// The exponential of non-positive numbers, written to be inlined into a loop.
/// </summary>
/// <remarks>
/// <c>x = n ln 2 + r, |r| &lt;= ln 2 / 2; exp(x) = 2^n (1 + r + r^2 q(r))</c>. n comes from adding 1.5 * 2^52, which rounds to a
/// whole number and leaves it in the low bits; ln 2 is split in two so that r keeps its digits; q interpolates
/// (exp(r) - 1 - r) / r^2 at ten Chebyshev nodes, error 1.6e-17. The result is within 1.5 units in the last place, exactly 1
/// at 0, and stays at 3e-308 below -708: what is added to a sum that contains exp(0) is lost there anyway.
/// </remarks>
internal static class VectorExponential
{
    private const double Smallest = -708;
    private const double Log2E = 1.4426950408889634;
    private const double RoundToInteger = 6755399441055744;
    private const double Ln2High = 0.6931471804855391;
    private const double Ln2Low = 7.440617110012397e-11;

    /// <summary>exp(x) in every lane.</summary>
    /// <typeparam name="TLanes">Vector type.</typeparam>
    /// <param name="x">Numbers up to 0; not-a-number stays what it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes OfNonPositive<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Max(TLanes.Of(Smallest), x);
        TLanes shifted = TLanes.MultiplyAdd(x, TLanes.Of(Log2E), TLanes.Of(RoundToInteger));
        TLanes n = shifted - TLanes.Of(RoundToInteger);
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Of(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.Of(-Ln2Low), r);
        TLanes q = TLanes.Of(2.510038549551032e-08);
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(2.7620088445409746e-07));
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(2.7557268459997064e-06));
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(2.4801521295954376e-05));
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(0.00019841269863053618));
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(0.0013888888917213717));
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(0.008333333333330062));
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(0.04166666666662413));
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(0.16666666666666669));
        q = TLanes.MultiplyAdd(q, r, TLanes.Of(0.5000000000000001));
        TLanes p = TLanes.MultiplyAdd(q, r * r, r) + TLanes.Of(1);
        return TLanes.AddToExponent(p, shifted);
    }
}
