namespace FlowDemo.Paths;

/// <summary>
/// A probability path x_t = alpha(t) x1 + sigma(t) x0 between noise x0 ~ N(0, I) at t = 0, unless it says otherwise, and data x1 at t = 1:
/// <c>alpha(0) = 0, sigma(0) = 1, alpha(1) = 1, sigma(1) = 0</c>, alpha increasing, sigma decreasing.
/// </summary>
/// <remarks>Lipman et al., Flow Matching for Generative Modeling, 2022, arXiv 2210.02747, section 4.</remarks>
public interface IPath
{
    /// <summary>The coefficients and their derivatives at one time.</summary>
    /// <param name="t">Time in [0, 1].</param>
    PathPoint At(double t);

    /// <summary>Whether x0 may follow any mixture: then it also takes a source.</summary>
    bool IsTwoSided => false;

    /// <summary>Whether it mixes in normal noise of its own on the way.</summary>
    bool HasLatent => false;

    /// <summary>eps of a Schroedinger bridge, whose ends are coupled; null for a path with independent ends.</summary>
    double? Bridge => null;

    /// <summary>
    /// The variance of the normal noise that the data itself has on it at t = 0, where the path starts from that; null where it starts
    /// from x0.
    /// </summary>
    double? StartBlur => null;

    /// <summary>The law of x0; null for N(0, I).</summary>
    IStartLaw? Start => null;

    /// <summary>
    /// The normal distributions around 0 whose mixture x0 follows, as variances of each coordinate and weights; N(0, I) alone.
    /// </summary>
    ReadOnlySpan<(double Variance, double Weight)> NoiseParts => StandardNoise;

    private static readonly (double, double)[] StandardNoise = [(1, 1)];
}
