namespace FlowDemo.Fitting.LeastSquares;

/// <summary>
/// What a squared endpoint distance s counts in a fit: s itself, or <c>2 d^2 (sqrt(1 + s / d^2) - 1)</c>, which grows like the
/// distance once that exceeds d, so that a few samples between two modes do not decide everything.
/// </summary>
/// <param name="Width">d, positive; infinite for plain squares.</param>
/// <remarks>Charbonnier et al., Deterministic edge-preserving regularization in computed imaging, 1997 (pseudo-Huber).</remarks>
internal readonly record struct RobustLoss(double Width)
{
    /// <summary>Plain squares.</summary>
    public static RobustLoss Squares => new(double.PositiveInfinity);

    /// <summary>The loss of a squared distance.</summary>
    public double Of(double square) => double.IsPositiveInfinity(Width)
        ? square
        : 2 * Width * Width * (Math.Sqrt(1 + (square / (Width * Width))) - 1);

    /// <summary>The derivative of the loss by the squared distance.</summary>
    public double Slope(double square) => double.IsPositiveInfinity(Width) ? 1 : 1 / Math.Sqrt(1 + (square / (Width * Width)));
}
