namespace FlowDemo.Targets;

/// <summary>The measurements that come with the program.</summary>
internal static class BuiltInPoints
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> OldFaithfulEntry { get; } = BuiltInTarget.Points(
        "old-faithful",
        "Eruptions of the Old Faithful geyser, duration and waiting time, as a kernel mixture",
        "Azzalini, Bowman, A Look at Some Data on the Old Faithful Geyser, Applied Statistics 39, 1990",
        "old_faithful.csv");

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> PenguinsEntry { get; } = BuiltInTarget.Points(
        "penguins",
        "Penguins of the Palmer Archipelago, bill length and depth, as a kernel mixture",
        "Horst, Hill, Gorman, palmerpenguins, 2020, CC0; data of Gorman, Williams, Fraser, 2014",
        "penguins.csv");
}
