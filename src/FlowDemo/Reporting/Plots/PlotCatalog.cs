namespace FlowDemo.Reporting.Plots;

/// <summary>The pictures that can be drawn of a comparison.</summary>
public static class PlotCatalog
{
    /// <summary>All of them, the one that most want first.</summary>
    public static Catalog<IPlot> All { get; } = new(
        "plot",
        new CatalogEntry<IPlot>("work-precision", "Error against velocity evaluations, one line per method, with intervals and slopes of order 1, 2 and 4.", static _ => new WorkPrecisionPlot()));
}
