using System.Runtime.Intrinsics;

namespace FlowDemo.Numerics;

/// <summary>
/// How wide the vectors are that kernels run with: the widest that the processor has. It decides speed, never a bit of a result.
/// </summary>
public static class VectorWidth
{
    /// <summary>512, 256 or 128.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>The instance of a kernel for this width, of those for the three that there are.</summary>
    /// <typeparam name="T">What calls it.</typeparam>
    /// <param name="of512">For 512 bits.</param>
    /// <param name="of256">For 256 bits.</param>
    /// <param name="of128">For 128 bits.</param>
    internal static T Choose<T>(T of512, T of256, T of128) => Bits switch { 512 => of512, 256 => of256, _ => of128 };
}
