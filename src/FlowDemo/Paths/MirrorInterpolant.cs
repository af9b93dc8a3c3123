namespace FlowDemo.Paths;

/// <summary>
/// From the target into noise and back to the same point: <c>x_t = x1 + gamma z, z ~ N(0, I)</c>, gamma 0 at both ends, so that
/// <c>u = -gamma gamma' s</c>. The flow returns each point to itself; steps with noise mix the points and keep their law. Not to be
/// confused with <see cref="MirroredPath"/>, another path run from its end.
/// </summary>
/// <remarks>
/// Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv 2303.08797.
/// </remarks>
/// <param name="form">gamma, one of <see cref="Latent.Forms"/> but for <see cref="Latent.None"/>.</param>
internal sealed class MirrorInterpolant(string form) : IPath
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPath> Entry { get; } = new(
        "mirror", "From the target into noise and back: the flow returns each point to itself.", static a =>
            new MirrorInterpolant(a.Word(0, Latent.Forms[1..])))
    {
        Formula = "x_t = x1 + gamma z, u = -gamma gamma' s, s the score",
        Source = "Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv "
            + "2303.08797",
        Notes = "It starts from the target, a mixture. A solver without noise should bring every point back, so that rmse is how far it "
            + "misses; em and sde-heun mix the points, and what they do to their law mmd, w2 and weights say.",
        Parameters = [Latent.NeededParameter],
    };

    /// <inheritdoc/>
    public bool HasLatent => true;

    /// <inheritdoc/>
    public double? StartBlur => 0;

    /// <inheritdoc/>
    public PathPoint At(double t) => Latent.AddTo(new PathPoint(t, 1, 0, 0, 0, 0, 0, 0, 0), form);
}
