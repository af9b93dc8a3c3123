using System.Resources;
using FlowDemo.Targets.Shapes;

namespace FlowDemo.Targets;

/// <summary>
/// The built-in data distributions by name. An entry creates a function of the options for points, which two of them, being
/// points, obey; the others take the defaults only.
/// </summary>
public static class TargetCatalog
{
    private const string Own = "defined here";

    /// <summary>All of them.</summary>
    public static Catalog<Func<PointsOptions, Target>> All { get; } = new(
        "target",
        Mixture("gaussian", "One Gaussian, off-centre, stretched and tilted, whose flow map is known", Own, ModeMixtures.Gaussian),
        Mixture("ring", "Eight equal modes on a circle of radius 4, standard deviation 0.3", Own, ModeMixtures.Ring),
        Mixture("moons", "Two interlocking half circles of radius 2, standard deviation 0.15", "make_moons of scikit-learn, centred and doubled", Moons.Create),
        Mixture("spiral", "Two turns of an Archimedean spiral from radius 0.5 to 4, standard deviation 0.2", Own, Spiral.Create),
        Mixture("checkerboard", "The eight dark squares of a 4 x 4 board over [-4, 4] x [-4, 4]", Own, Checkerboard.Create),
        Mixture("pinwheel", "Five bent arms", "Johnson et al., Composing Graphical Models with Neural Networks, 2016, arXiv 1603.06277", Pinwheel.Create),
        Mixture("skewed", "Four modes of weights 0.5, 0.3, 0.15, 0.05 and standard deviations 0.6, 0.25, 0.12, 0.05, off-centre", Own, ModeMixtures.Skewed),
        Mixture("grid25", "Twenty-five equal modes on a square lattice of spacing 2, standard deviation 0.2", Own, ModeMixtures.Grid25),
        Points(
            "old-faithful",
            "Eruptions of the Old Faithful geyser, duration and waiting time, as a kernel mixture",
            "Azzalini, Bowman, A Look at Some Data on the Old Faithful Geyser, Applied Statistics 39, 1990",
            "old_faithful.csv"),
        Points(
            "penguins",
            "Penguins of the Palmer Archipelago, bill length and depth, as a kernel mixture",
            "Horst, Hill, Gorman, palmerpenguins, 2020, CC0; data of Gorman, Williams, Fraser, 2014",
            "penguins.csv"));

    private static CatalogEntry<Func<PointsOptions, Target>> Mixture(string id, string summary, string source, Func<GaussianMixture> create) =>
        new(id, summary + ".", _ => options =>
        {
            RefusePointsOptions(id, options);
            return new Target(id, create(), summary, source);
        })
        {
            Source = source,
        };

    private static CatalogEntry<Func<PointsOptions, Target>> Points(string id, string summary, string source, string resource) =>
        new(id, summary + ".", _ => options =>
        {
            using Stream stream = typeof(TargetCatalog).Assembly.GetManifestResourceStream(resource)
                ?? throw new MissingManifestResourceException(resource);
            return KernelMixture.Create(id, PointsTable.Read(stream, resource), options) with { Source = source };
        })
        {
            Source = source,
        };

    /// <summary>Says so when options are given that a mixture has no use for.</summary>
    /// <param name="name">The target.</param>
    /// <param name="options">What was given.</param>
    /// <exception cref="FlowDemoException">They are not the defaults.</exception>
    internal static void RefusePointsOptions(string name, PointsOptions options)
    {
        if (options != PointsOptions.Default)
        {
            throw new FlowDemoException($"The target '{name}' is a mixture, not points: columns, bandwidth and standardisation cannot be chosen for it; leave these options out.");
        }
    }
}
