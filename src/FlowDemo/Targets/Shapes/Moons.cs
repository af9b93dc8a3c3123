namespace FlowDemo.Targets.Shapes;

/// <summary>
/// Two interlocking half circles of radius 2, standard deviation 0.15 across:
/// <c>2 (cos a - 1/2, sin a - 1/4)</c> and <c>2 (1/2 - cos a, 1/4 - sin a)</c> for a in [0, pi].
/// </summary>
/// <remarks>The half circles of scikit-learn's make_moons, centred and doubled.</remarks>
internal static class Moons
{
    // Neighbours are 1.7 standard deviations apart: along the arc the density is level to 0.5 %.
    private const int PerMoon = 24;
    private const double Width = 0.15;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> Entry { get; } = BuiltInTarget.Mixture(
        "moons", "Two interlocking half circles of radius 2, standard deviation 0.15", "make_moons of scikit-learn, centred and doubled",
        Create) with
    { Aliases = [("make_moons", "scikit-learn"), "two_moons"] };

    public static GaussianMixture Create()
    {
        var pieces = new GaussianComponent[2 * PerMoon];
        for (int k = 0; k < PerMoon; k++)
        {
            (double sine, double cosine) = double.SinCosPi((k + 0.5) / PerMoon);
            (double x, double y) = ((2 * cosine) - 1, (2 * sine) - 0.5);
            pieces[k] = GaussianComponent.Isotropic(1, x, y, Width);
            pieces[PerMoon + k] = GaussianComponent.Isotropic(1, -x, -y, Width);
        }

        return new GaussianMixture(pieces, isKernelMixture: true);
    }
}
