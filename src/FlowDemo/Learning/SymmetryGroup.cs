using System.Collections.Immutable;
using FlowDemo.Targets;

namespace FlowDemo.Learning;

/// <summary>
/// The rotations and reflections about the origin that map a mixture to itself. The noise N(0, I) is invariant under all of
/// them, so the exact flow commutes with each: <c>T(Q x) = Q T(x)</c>, and one solved pair gives as many as there are maps
/// without another evaluation.
/// </summary>
/// <remarks>
/// Zhu, Liu, Liu, SlimFlow: Training Smaller One-Step Diffusion Models with Rectified Flow, 2024, arXiv 2407.12718, flips noise
/// and image together in the same way.
/// </remarks>
public sealed class SymmetryGroup
{
    private const double Tolerance = 1e-9;

    private SymmetryGroup(ImmutableArray<(double XX, double XY, double YX, double YY)> maps) => Maps = maps;

    /// <summary>The maps as matrices, the identity first.</summary>
    public ImmutableArray<(double XX, double XY, double YX, double YY)> Maps { get; }

    /// <summary>Number of maps, at least 1.</summary>
    public int Order => Maps.Length;

    /// <summary>The group of the identity alone.</summary>
    public static SymmetryGroup Trivial { get; } = new([(1, 0, 0, 1)]);

    /// <summary>Finds the symmetries that mixtures have in common: a map is known by where it takes the component farthest out.</summary>
    /// <param name="mixtures">The mixtures, at least one.</param>
    public static SymmetryGroup Of(params ReadOnlySpan<GaussianMixture> mixtures)
    {
        SymmetryGroup group = OfOne(mixtures[0]);
        foreach (GaussianMixture other in mixtures[1..])
        {
            GaussianComponent[] parts = [.. other.Components];
            group = new SymmetryGroup([.. group.Maps.Where(m => Preserves(m, parts))]);
        }

        return group;
    }

    private static SymmetryGroup OfOne(GaussianMixture mixture)
    {
        GaussianComponent[] parts = [.. mixture.Components];
        GaussianComponent anchor = parts.MaxBy(Radius);
        double radius = Radius(anchor);
        if (radius < Tolerance)
        {
            return Trivial;
        }

        var maps = ImmutableArray.CreateBuilder<(double XX, double XY, double YX, double YY)>();
        maps.Add((1, 0, 0, 1));
        foreach (GaussianComponent image in parts.Where(p => Math.Abs(Radius(p) - radius) < Tolerance * radius))
        {
            // The rotation that takes the anchor there, and the reflection that does.
            double cos = ((anchor.MeanX * image.MeanX) + (anchor.MeanY * image.MeanY)) / (radius * radius);
            double sin = ((anchor.MeanX * image.MeanY) - (anchor.MeanY * image.MeanX)) / (radius * radius);
            (double XX, double XY, double YX, double YY) rotation = (cos, -sin, sin, cos);
            double c2 = ((anchor.MeanX * image.MeanX) - (anchor.MeanY * image.MeanY)) / (radius * radius);
            double s2 = ((anchor.MeanX * image.MeanY) + (anchor.MeanY * image.MeanX)) / (radius * radius);
            (double XX, double XY, double YX, double YY) reflection = (c2, s2, s2, -c2);
            if (Math.Abs(cos - 1) > Tolerance && Preserves(rotation, parts))
            {
                maps.Add(rotation);
            }

            if (Preserves(reflection, parts))
            {
                maps.Add(reflection);
            }
        }

        return new SymmetryGroup(maps.DrainToImmutable());
    }

    /// <summary>All images of a batch of points: those under the first map, then those under the second, and so on.</summary>
    /// <param name="points">Planar points.</param>
    public SampleBatch Complete(SampleBatch points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (Order == 1)
        {
            return points;
        }

        SampleBatch images = new(2, points.Count * Order);
        for (int m = 0; m < Order; m++)
        {
            (double xx, double xy, double yx, double yy) = Maps[m];
            for (int i = 0; i < points.Count; i++)
            {
                double x = points[i, 0];
                double y = points[i, 1];
                images[(m * points.Count) + i, 0] = (xx * x) + (xy * y);
                images[(m * points.Count) + i, 1] = (yx * x) + (yy * y);
            }
        }

        return images;
    }

    /// <summary>For each component of a mixture the one that a map takes there; null where the map does not preserve the mixture.</summary>
    /// <param name="map">The map.</param>
    /// <param name="mixture">The mixture.</param>
    internal static int[]? Origins((double XX, double XY, double YX, double YY) map, GaussianMixture mixture)
    {
        GaussianComponent[] images = [.. mixture.Components.Select(c => Image(map, c))];
        int[] origins = [.. mixture.Components.Select(c => Array.FindIndex(images, i => i.IsNear(c)))];
        return origins.Contains(-1) ? null : origins;
    }

    private static double Radius(GaussianComponent part) => double.Hypot(part.MeanX, part.MeanY);

    private static bool Preserves((double XX, double XY, double YX, double YY) map, GaussianComponent[] parts) =>
        parts.All(p => parts.Any(q => Image(map, p).IsNear(q)));

    /// <summary>A component after a linear map.</summary>
    internal static GaussianComponent Image((double XX, double XY, double YX, double YY) q, GaussianComponent p)
    {
        double rowXX = (q.XX * p.CovarianceXX) + (q.XY * p.CovarianceXY);
        double rowXY = (q.XX * p.CovarianceXY) + (q.XY * p.CovarianceYY);
        double rowYX = (q.YX * p.CovarianceXX) + (q.YY * p.CovarianceXY);
        double rowYY = (q.YX * p.CovarianceXY) + (q.YY * p.CovarianceYY);
        return new GaussianComponent(
            p.Weight,
            (q.XX * p.MeanX) + (q.XY * p.MeanY),
            (q.YX * p.MeanX) + (q.YY * p.MeanY),
            (rowXX * q.XX) + (rowXY * q.XY),
            (rowXX * q.YX) + (rowXY * q.YY),
            (rowYX * q.YX) + (rowYY * q.YY));
    }
}
