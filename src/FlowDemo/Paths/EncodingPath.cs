namespace FlowDemo.Paths;

/// <summary>
/// The encoding-decoding path, which goes through N(0, I) in the middle and so forgets where it came from:
/// <c>sigma = cos^2(pi t), alpha = 0</c> up to 1/2, <c>sigma = 0, alpha = cos^2(pi t)</c> from there on, <c>gamma = sin^2(pi t)</c>.
/// </summary>
/// <remarks>
/// Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv 2303.08797.
/// </remarks>
internal sealed class EncodingPath : IPath
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPath> Entry { get; } = new(
        "encdec", "To N(0, I) and back out: a path between two laws that forgets where it came from.", static _ => new EncodingPath())
    {
        Formula = "sigma = cos^2(pi t), alpha = 0 for t <= 1/2; sigma = 0, alpha = cos^2(pi t) behind; gamma = sin^2(pi t)",
        Source = "Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv "
            + "2303.08797",
        Notes = "For --source. Its coupling is not that of another path: rmse is its own.",
        Aliases = ["encoding-decoding"],
    };

    /// <inheritdoc/>
    public bool IsTwoSided => true;

    /// <inheritdoc/>
    public bool HasLatent => true;

    /// <inheritdoc/>
    public PathPoint At(double t)
    {
        (_, double cos) = double.SinCosPi(t);
        (double sinTwice, double cosTwice) = double.SinCosPi(2 * t);
        (double value, double rate, double curvature) = (cos * cos, -Math.PI * sinTwice, -2 * Math.PI * Math.PI * cosTwice);
        double squareCurvature = (rate * rate) + (value * curvature);
        return Latent.AddTo(
            t <= 0.5
                ? new PathPoint(t, 0, value, 0, rate, 0, curvature, value * rate, squareCurvature)
                : new PathPoint(t, value, 0, rate, 0, curvature, 0, 0, 0),
            Latent.SineSquared);
    }
}
