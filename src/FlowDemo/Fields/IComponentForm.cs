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
