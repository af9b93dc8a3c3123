using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Files;

/// <summary>What a file calls the warm starts.</summary>
internal static class WarmStartNames
{
    private static readonly (WarmStartKind Kind, string Name)[] All =
        [(WarmStartKind.None, "none"), (WarmStartKind.Mean, "mean"), (WarmStartKind.Gauss, "gauss")];

    /// <summary>The name of a kind.</summary>
    public static string Of(WarmStartKind kind) => Array.Find(All, p => p.Kind == kind).Name;

    /// <summary>The kind of a name, or null.</summary>
    public static WarmStartKind? Parse(string name) => Array.Exists(All, p => p.Name == name) ? Array.Find(All, p => p.Name == name).Kind : null;
}
