namespace FlowDemo.Paths;

/// <summary>
/// The trigonometric path, which keeps alpha^2 + sigma^2 = 1: <c>alpha = sin(pi t / 2), sigma = cos(pi t / 2)</c>. Data
/// N(0, I) does not move on it at all.
/// </summary>
/// <remarks>
/// Albergo and Vanden-Eijnden, Building Normalizing Flows with Stochastic Interpolants, 2022, arXiv 2209.15571, equation 5.
/// </remarks>
public sealed class TrigonometricPath : IPath
{
    private const double Rate = Math.PI / 2;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPath> Entry { get; } = new(
        "trigonometric", "Quarter circles: data of unit covariance does not change its spread on the way.", static a =>
            a.Word(0, Latent.Forms) switch
            {
                Latent.None => new TrigonometricPath(),
                Latent.SineSquared => throw a.Bad(0, "none, brownian, bsquared or sigmoid, which stay below 1,"),
                string form => new LatentPath(new TrigonometricPath(), form, keepsVariance: true),
            })
    {
        Parameters = [Latent.Parameter],
        Formula = "alpha = sin(pi t / 2), sigma = cos(pi t / 2)",
        Source = "Albergo, Vanden-Eijnden, Building Normalizing Flows with Stochastic Interpolants, 2022, arXiv 2209.15571",
        Notes = "Also called GVP or the cosine schedule.",
        Aliases = [("gvp", "SiT")],
    };

    /// <inheritdoc/>
    public bool IsTwoSided => true;

    /// <inheritdoc/>
    public PathPoint At(double t)
    {
        // SinCosPi is exact at the ends, where sin(pi / 2) computed from a rounded pi is not a clean 0 for the cosine.
        (double alpha, double sigma) = double.SinCosPi(t / 2);
        return new PathPoint(
            t,
            alpha,
            sigma,
            Rate * sigma,
            -Rate * alpha,
            -Rate * Rate * alpha,
            -Rate * Rate * sigma,
            -Rate * alpha * sigma,
            Rate * Rate * ((alpha * alpha) - (sigma * sigma)));
    }
}
