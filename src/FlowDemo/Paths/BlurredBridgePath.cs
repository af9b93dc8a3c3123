namespace FlowDemo.Paths;

/// <summary>
/// The Schroedinger bridge of strength eps to any mixture from the law that it has with normal noise of variance 2 eps on it:
/// <c>x_t = x1 + sqrt(2 eps (1 - t)) z</c>. With h_t the density of x_t its drift is <c>u + eps s = 2 eps grad log h_t</c>, and
/// <c>h_t(x) = E[h_1(x + sqrt(2 eps (1 - t)) n)]</c> is what makes a process of noise sqrt(2 eps) dW a bridge between its own ends.
/// </summary>
/// <remarks>
/// Leonard, A survey of the Schroedinger problem and some of its connections with optimal transport, 2014, arXiv 1308.0215, section 3:
/// the potential of the start is 1, that of the end the target's density.
/// </remarks>
/// <param name="strength">eps, positive.</param>
internal sealed class BlurredBridgePath(double strength) : IPath
{
    /// <inheritdoc/>
    public bool HasLatent => true;

    /// <inheritdoc/>
    public double? StartBlur => 2 * strength;

    /// <inheritdoc/>
    public PathPoint At(double t) => new(t, 1, 0, 0, 0, 0, 0, 0, 0)
    {
        LatentSquare = 2 * strength * (1 - t),
        LatentSquareRate = -strength,
    };
}
