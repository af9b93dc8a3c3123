using System.Runtime.Intrinsics;

namespace FlowDemo.Numerics;

/// <summary>
/// How wide the vectors are that kernels run with: the widest that the processor has. It decides speed, never a bit of a result.
/// </summary>
public static class VectorWidth
{
    /// <summary>512, 256 or 128.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
