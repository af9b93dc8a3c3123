namespace FlowDemo.Paths;

/// <summary>
/// The linear path of rectified flow and flow matching: <c>alpha = t, sigma = 1 - t</c>.
/// </summary>
/// <remarks>Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003, equation 1.</remarks>
public sealed class LinearPath : IPath
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPath> Entry { get; } = new(
        "linear", "Straight lines from noise to data, the path of rectified flow and flow matching.", static a =>
            a.Word(0, Latent.Forms) is string form and not Latent.None
                ? new LatentPath(new LinearPath(), form, keepsVariance: false)
                : new LinearPath())
    {
        Parameters = [Latent.Parameter],
        Formula = "alpha = t, sigma = 1 - t",
        Source = "Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003",
        Notes = "Also called the optimal-transport conditional path, or CondOT.",
        Aliases = [("condot", "flow_matching")],
    };

    /// <inheritdoc/>
    public bool IsTwoSided => true;

    /// <inheritdoc/>
    public PathPoint At(double t)
    {
        double sigma = 1 - t;
        return new PathPoint(t, t, sigma, 1, -1, 0, 0, -sigma, 1);
    }
}
