using FlowDemo.Targets.Shapes;

namespace FlowDemo.Targets;

/// <summary>
/// The built-in data distributions by name. An entry creates a function of the options for points, which two of them, being
/// points, obey; the others take the defaults only. It stands beside its shape; here is their order.
/// </summary>
public static class TargetCatalog
{
    /// <summary>All of them.</summary>
    public static Catalog<Func<PointsOptions, Target>> All { get; } = new(
        "target",
        ModeMixtures.GaussianEntry,
        ModeMixtures.RingEntry,
        Moons.Entry,
        Spiral.Entry,
        Checkerboard.Entry,
        Pinwheel.Entry,
        ModeMixtures.SkewedEntry,
        ModeMixtures.Grid25Entry,
        BuiltInPoints.OldFaithfulEntry,
        BuiltInPoints.PenguinsEntry);
}
