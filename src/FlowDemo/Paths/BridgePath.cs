namespace FlowDemo.Paths;

/// <summary>
/// The Schroedinger bridge of strength eps from N(0, I) to one normal law N(mu, S):
/// <c>x_t = (1 - t) x0 + t x1 + sqrt(2 eps t (1 - t)) z</c> where x0 and x1 are coupled by
/// <c>K = ((4 S + 4 eps^2 I)^(1/2) - 2 eps I) / 2</c>. Of all processes with noise sqrt(2 eps) dW between the two laws it is the one
/// nearest to that noise alone; its drift is u + eps s.
/// </summary>
/// <remarks>
/// Bunne, Hsieh, Cuturi, Krause, The Schroedinger Bridge between Gaussian Measures has a Closed Form, 2022, arXiv 2202.05722; Albergo,
/// Boffi, Vanden-Eijnden, Stochastic Interpolants, 2023, arXiv 2303.08797.
/// </remarks>
/// <param name="strength">eps, positive.</param>
internal sealed class BridgePath(double strength) : IPath
{
    private const string Normal = "normal";
    private const string Blurred = "blurred";

    private static readonly LinearPath Linear = new();

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPath> Entry { get; } = new(
        "bridge", "The Schroedinger bridge from N(0, I) to one normal law, or to a mixture from the mixture blurred.", static a =>
            a.Number(0, 0.001, 1000) is double eps && a.Word(1, Normal, Blurred) == Normal
                ? new BridgePath(eps)
                : new BlurredBridgePath(eps))
    {
        Formula = "dX = 2 eps grad log h_t dt + sqrt(2 eps) dW; normal: x_t = (1 - t) x0 + t x1 + sqrt(2 eps t (1 - t)) z, cov(x0, x1) = "
            + "((4 S + 4 eps^2 I)^(1/2) - 2 eps I) / 2; blurred: x_t = x1 + sqrt(2 eps (1 - t)) z, h_t = sum pi_k N(mu_k, S_k + 2 eps "
            + "(1 - t) I)",
        Source = "Bunne, Hsieh, Cuturi, Krause, The Schroedinger Bridge between Gaussian Measures has a Closed Form, 2022, arXiv "
            + "2202.05722; Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, "
            + "arXiv 2303.08797; Leonard, A survey of the Schroedinger problem and some of its connections with optimal transport, 2014, "
            + "arXiv 1308.0215",
        Notes = "The bridge itself is em:constant,EPS with the same EPS; other solvers follow the flow of its marginals. From N(0, I) to a "
            + "given mixture there is no closed form: normal is for a target of one component, such as gaussian. blurred starts where the "
            + "noise alone would have come from: then h_t is the density on the way. The same drift from N(0, I) is a bridge too, but to "
            + "a law whose density has no closed form.",
        Parameters =
        [
            new("eps", "1", "half the square of the noise, 0.001 to 1000."),
            new("from", Normal, "the start, normal: N(0, I); blurred: the target with normal noise of variance 2 eps on it."),
        ],
    };

    /// <inheritdoc/>
    public bool HasLatent => true;

    /// <inheritdoc/>
    public double? Bridge => strength;

    /// <inheritdoc/>
    public PathPoint At(double t) => Linear.At(t) with
    {
        LatentSquare = 2 * strength * t * (1 - t),
        LatentSquareRate = strength * (1 - (2 * t)),
        LatentSquareCurvature = -2 * strength,
    };
}
