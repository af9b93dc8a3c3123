using System.Runtime.CompilerServices;

namespace FlowDemo.Fields;

/// <summary>Any covariances; rows of <see cref="ComponentTable.FillFull"/>, as wide as the velocity needs them or wider.</summary>
/// <typeparam name="TLanes">The vector type.</typeparam>
internal readonly struct FullForm<TLanes> : IComponentForm<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static int Width => ComponentTable.FullWidth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogWeight(TLanes dx, TLanes dy, ref double c)
    {
        TLanes inner = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 2)), dx, TLanes.Of(Unsafe.Add(ref c, 3)) * dy);
        TLanes rest = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 4)) * dy, dy, TLanes.Of(Unsafe.Add(ref c, 5)));
        return TLanes.MultiplyAdd(dx, inner, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Velocity(TLanes dx, TLanes dy, ref double c, out TLanes kx, out TLanes ky)
    {
        TLanes axy = TLanes.Of(Unsafe.Add(ref c, 9));
        kx = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 8)), dx, TLanes.MultiplyAdd(axy, dy, TLanes.Of(Unsafe.Add(ref c, 6))));
        ky = TLanes.MultiplyAdd(axy, dx, TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 10)), dy, TLanes.Of(Unsafe.Add(ref c, 7))));
    }
}
