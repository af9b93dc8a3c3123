namespace FlowDemo.Numerics.KernelSums;

/// <summary>Points in the plane with positive weights.</summary>
/// <param name="X">First coordinates.</param>
/// <param name="Y">Second coordinates.</param>
/// <param name="Weight">Weights.</param>
internal sealed record WeightedPoints(double[] X, double[] Y, double[] Weight)
{
    /// <summary>Number of points.</summary>
    public int Count => X.Length;
}
