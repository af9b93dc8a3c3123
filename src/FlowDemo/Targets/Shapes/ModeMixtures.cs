namespace FlowDemo.Targets.Shapes;

/// <summary>Mixtures of a few well-defined modes.</summary>
internal static class ModeMixtures
{
    /// <summary>The catalogue's line of <see cref="Gaussian"/>.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> GaussianEntry { get; } = BuiltInTarget.Mixture(
        "gaussian", "One Gaussian, off-centre, stretched and tilted, whose flow map is known", BuiltInTarget.Own, Gaussian);

    /// <summary>The catalogue's line of <see cref="Ring"/>.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> RingEntry { get; } = BuiltInTarget.Mixture(
        "ring", "Eight equal modes of std 0.3 on a circle of radius 4", BuiltInTarget.Own, Ring)
        with
    { Aliases = ["8gaussians"] };

    /// <summary>The catalogue's line of <see cref="Skewed"/>.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> SkewedEntry { get; } = BuiltInTarget.Mixture(
        "skewed", "Four modes of weights 0.5, 0.3, 0.15, 0.05 and standard deviations 0.6, 0.25, 0.12, 0.05, off-centre",
        BuiltInTarget.Own, Skewed);

    /// <summary>The catalogue's line of <see cref="Grid25"/>.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> Grid25Entry { get; } = BuiltInTarget.Mixture(
        "grid25", "Twenty-five equal modes on a square lattice of spacing 2, standard deviation 0.2", BuiltInTarget.Own, Grid25) with
    { Aliases = ["25gaussians"] };

    /// <summary>One Gaussian, off-centre, stretched and tilted: its flow map is known.</summary>
    public static GaussianMixture Gaussian() => new(new GaussianComponent(1, 1.5, -0.5, 0.9, 0.5, 0.5));

    /// <summary>Eight equal modes on a circle of radius 4, standard deviation 0.3.</summary>
    public static GaussianMixture Ring()
    {
        var modes = new GaussianComponent[8];
        for (int k = 0; k < modes.Length; k++)
        {
            (double sine, double cosine) = double.SinCosPi(k / 4.0);
            modes[k] = GaussianComponent.Isotropic(1, 4 * cosine, 4 * sine, 0.3);
        }

        return new GaussianMixture(modes);
    }

    /// <summary>Four modes of very different weight and width whose mean is not the origin.</summary>
    public static GaussianMixture Skewed() => new(
        GaussianComponent.Isotropic(0.5, 2, 1, 0.6),
        GaussianComponent.Isotropic(0.3, -0.5, 2.5, 0.25),
        GaussianComponent.Isotropic(0.15, 3, -1.5, 0.12),
        GaussianComponent.Isotropic(0.05, -1.5, -1, 0.05));

    /// <summary>Twenty-five equal modes on a square lattice of spacing 2, standard deviation 0.2.</summary>
    public static GaussianMixture Grid25()
    {
        var modes = new GaussianComponent[25];
        for (int k = 0; k < modes.Length; k++)
        {
            modes[k] = GaussianComponent.Isotropic(1, (2 * (k / 5)) - 4, (2 * (k % 5)) - 4, 0.2);
        }

        return new GaussianMixture(modes);
    }
}
