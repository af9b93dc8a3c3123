namespace FlowDemo.Plots;

/// <summary>The pictures that can be drawn of a comparison. An entry stands beside its class; here is their order.</summary>
public static class PlotCatalog
{
    /// <summary>All of them, the one that most want first.</summary>
    public static Catalog<IPlot> All { get; } = new(
        "plot", WorkPrecisionPlot.Entry, GridsPlot.Entry, TrajectoriesPlot.Entry, ErrorMapPlot.Entry, SamplesPlot.Entry, FlowPlot.Entry,
        ProfilePlot.Performance, ProfilePlot.Data);
}
