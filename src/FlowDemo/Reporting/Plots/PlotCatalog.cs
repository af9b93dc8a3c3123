namespace FlowDemo.Reporting.Plots;

/// <summary>The pictures that can be drawn of a comparison.</summary>
public static class PlotCatalog
{
    /// <summary>All of them, the one that most want first.</summary>
    public static Catalog<IPlot> All { get; } = new(
        "plot",
        new CatalogEntry<IPlot>("work-precision", "Error against velocity evaluations, one line per method, with intervals and slopes of order 1, 2 and 4.", static _ => new WorkPrecisionPlot()),
        new CatalogEntry<IPlot>("grids", "Where each schedule puts its knots, one strip per grid.", static _ => new GridsPlot()),
        new CatalogEntry<IPlot>("trajectories", "The ways that samples take, over the exact ways and the density of the target.", static _ => new TrajectoriesPlot()),
        new CatalogEntry<IPlot>("error-map", "Each sample at its end point, coloured by its distance from the exact one.", static _ => new ErrorMapPlot()),
        new CatalogEntry<IPlot>("samples", "The samples of each method beside draws of the target.", static _ => new SamplesPlot()));
}
