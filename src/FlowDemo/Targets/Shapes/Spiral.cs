namespace FlowDemo.Targets.Shapes;

/// <summary>
/// One arm of Archimedes' spiral, two turns from radius 0.5 to 4, standard deviation 0.2 across: the angle is
/// <c>4 pi (r - 0.5) / 3.5</c>.
/// </summary>
internal static class Spiral
{
    // Neighbours are about 1.8 standard deviations apart: along the arm the density is level to 1 %.
    private const int Pieces = 80;
    private const double Inner = 0.5;
    private const double Outer = 4;
    private const double Width = 0.2;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> Entry { get; } = BuiltInTarget.Mixture(
        "spiral", "Two turns of an Archimedean spiral from radius 0.5 to 4, standard deviation 0.2", BuiltInTarget.Own, Create);

    public static GaussianMixture Create()
    {
        var pieces = new GaussianComponent[Pieces];
        for (int k = 0; k < Pieces; k++)
        {
            // Equal steps of r^2 are equal steps of length, but for the small radial part.
            double radius = Math.Sqrt((Inner * Inner) + (((Outer * Outer) - (Inner * Inner)) * (k + 0.5) / Pieces));
            (double sine, double cosine) = double.SinCosPi(4 * (radius - Inner) / (Outer - Inner));
            pieces[k] = GaussianComponent.Isotropic(1, radius * cosine, radius * sine, Width);
        }

        return new GaussianMixture(pieces, isKernelMixture: true);
    }
}
