using System.Globalization;
using FlowDemo.Targets;

namespace FlowDemo.Tests;

/// <summary>The mixtures that golden values refer to.</summary>
internal static class TestMixtures
{
    /// <summary>Four components on a circle, weights .1 to .4, correlated: the mixture of the solvers' golden values.</summary>
    public static GaussianMixture FourModes(double s = 0.5)
    {
        GaussianComponent[] components = new GaussianComponent[4];
        for (int k = 0; k < 4; k++)
        {
            double angle = (k * Math.PI / 2) + 0.3;
            components[k] = new GaussianComponent(
                0.1 * (k + 1), 1.5 * Math.Cos(angle), 1.5 * Math.Sin(angle), s * s, 0.3 * s * s, 0.6 * s * s);
        }

        return new GaussianMixture(components);
    }

    /// <summary>Three components with different covariances: the mixture of the metrics' golden values.</summary>
    public static GaussianMixture ThreeModes() => new(
        new GaussianComponent(0.5, 2, 0, 0.1, 0, 0.3),
        new GaussianComponent(0.3, -1, 1.5, 0.2, 0.1, 0.25),
        new GaussianComponent(0.2, -1, -2, 0.15, 0, 0.15));

    /// <summary>Modes on a circle with equal weights and isotropic covariances.</summary>
    public static GaussianMixture Ring(int modes = 8, double radius = 4, double std = 0.3)
    {
        GaussianComponent[] components = new GaussianComponent[modes];
        for (int k = 0; k < modes; k++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * k / modes);
            components[k] = GaussianComponent.Isotropic(1, radius * cos, radius * sin, std);
        }

        return new GaussianMixture(components);
    }

    /// <summary>Names of all built-in targets, and of rings whose equal weights, added up, are not always 1.</summary>
    public static TheoryData<string> CatalogAndRings => [.. TargetCatalog.All.Entries.Select(static e => e.Id), "3", "6", "7", "10", "49"];

    /// <summary>A built-in target, or a ring of so many modes.</summary>
    public static Target CatalogOrRing(string name) => int.TryParse(name, CultureInfo.InvariantCulture, out int modes)
        ? new Target(name, Ring(modes), name, name)
        : TargetCatalog.All.Create(name)(PointsOptions.Default);
}
