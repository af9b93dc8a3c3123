namespace FlowDemo.Paths;

/// <summary>The paths by name. An entry stands beside its class; here is their order.</summary>
public static class PathCatalog
{
    /// <summary>All of them.</summary>
    public static Catalog<IPath> All { get; } = new(
        "path",
        LinearPath.Entry,
        TrigonometricPath.Entry,
        VariancePreservingPath.Entry,
        EncodingPath.Entry,
        MirrorInterpolant.Entry,
        BridgePath.Entry,
        PoissonFlowPath.Entry);
}
