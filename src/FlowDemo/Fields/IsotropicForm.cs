using System.Runtime.CompilerServices;

namespace FlowDemo.Fields;

/// <summary>Covariances that are multiples of the identity; rows of <see cref="ComponentTable.FillIsotropic"/>.</summary>
/// <typeparam name="TLanes">The vector type.</typeparam>
internal readonly struct IsotropicForm<TLanes> : IComponentForm<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static int Width => ComponentTable.IsotropicWidth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogWeight(TLanes dx, TLanes dy, ref double c)
    {
        TLanes square = TLanes.MultiplyAdd(dx, dx, dy * dy);
        return TLanes.MultiplyAdd(square, TLanes.Of(Unsafe.Add(ref c, 2)), TLanes.Of(Unsafe.Add(ref c, 3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Velocity(TLanes dx, TLanes dy, ref double c, out TLanes kx, out TLanes ky)
    {
        TLanes a = TLanes.Of(Unsafe.Add(ref c, 6));
        kx = TLanes.MultiplyAdd(a, dx, TLanes.Of(Unsafe.Add(ref c, 4)));
        ky = TLanes.MultiplyAdd(a, dy, TLanes.Of(Unsafe.Add(ref c, 5)));
    }
}
