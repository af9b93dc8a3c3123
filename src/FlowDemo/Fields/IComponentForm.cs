using System.Runtime.CompilerServices;

namespace FlowDemo.Fields;

/// <summary>
/// What the kernel asks of a component, by a layout of the component's row in the table. The row begins with alpha mu (2).
/// </summary>
/// <typeparam name="TLanes">The vector type.</typeparam>
internal interface IComponentForm<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Doubles per row.</summary>
    static abstract int Width { get; }

    /// <summary>log pi - log det(C) / 2 - r^T C^-1 r / 2.</summary>
    /// <param name="dx">First coordinate of r = x - alpha mu.</param>
    /// <param name="dy">Second coordinate of r.</param>
    /// <param name="c">The row.</param>
    static abstract TLanes LogWeight(TLanes dx, TLanes dy, ref double c);

    /// <summary>alpha' mu + A r.</summary>
    /// <param name="dx">First coordinate of r = x - alpha mu.</param>
    /// <param name="dy">Second coordinate of r.</param>
    /// <param name="c">The row.</param>
    /// <param name="kx">Receives the first coordinate.</param>
    /// <param name="ky">Receives the second coordinate.</param>
    static abstract void Velocity(TLanes dx, TLanes dy, ref double c, out TLanes kx, out TLanes ky);
}

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

/// <summary>A velocity whose matrix is not symmetric; rows as those of <see cref="FullForm{TLanes}"/>, with A (xx, xy, yx, yy).</summary>
/// <typeparam name="TLanes">The vector type.</typeparam>
internal readonly struct GeneralForm<TLanes> : IComponentForm<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static int Width => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogWeight(TLanes dx, TLanes dy, ref double c) => FullForm<TLanes>.LogWeight(dx, dy, ref c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Velocity(TLanes dx, TLanes dy, ref double c, out TLanes kx, out TLanes ky)
    {
        TLanes restX = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 9)), dy, TLanes.Of(Unsafe.Add(ref c, 6)));
        TLanes restY = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 11)), dy, TLanes.Of(Unsafe.Add(ref c, 7)));
        kx = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 8)), dx, restX);
        ky = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref c, 10)), dx, restY);
    }
}
