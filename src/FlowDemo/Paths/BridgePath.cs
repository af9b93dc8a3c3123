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
    private static readonly LinearPath Linear = new();

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPath> Entry { get; } = new(
        "bridge", "The Schroedinger bridge from N(0, I) to one normal law.", static a => new BridgePath(a.Number(0, 0.001, 1000)))
    {
        Formula = "x_t = (1 - t) x0 + t x1 + sqrt(2 eps t (1 - t)) z, cov(x0, x1) = ((4 S + 4 eps^2 I)^(1/2) - 2 eps I) / 2",
        Source = "Bunne, Hsieh, Cuturi, Krause, The Schroedinger Bridge between Gaussian Measures has a Closed Form, 2022, arXiv "
            + "2202.05722; Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, "
            + "arXiv 2303.08797",
        Notes = "For a target of one component, such as gaussian: to a given mixture there is no closed form. The bridge itself is "
            + "em:constant,EPS with the same EPS; other solvers follow the flow of its marginals.",
        Parameters = [new("eps", "1", "half the square of the noise, 0.001 to 1000.")],
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
