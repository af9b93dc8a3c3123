namespace FlowDemo.Reporting;

/// <summary>The formats in which a time grid can be written.</summary>
public static class ScheduleWriterCatalog
{
    /// <summary>All of them.</summary>
    public static Catalog<IScheduleWriter> All { get; } = new(
        "format",
        new CatalogEntry<IScheduleWriter>("markdown", "One line per knot: its time, its noise level and the step that ends there.", static _ => new MarkdownScheduleWriter()),
        new CatalogEntry<IScheduleWriter>("csv", "One line per knot: index, t, sigma.", static _ => new CsvScheduleWriter()),
        new CatalogEntry<IScheduleWriter>("json", "Knots, sigmas and what the grid cost to build.", static _ => new JsonScheduleWriter()),
        new CatalogEntry<IScheduleWriter>("plain", "The knots alone, separated by commas: what sample --grid takes.", static _ => new PlainScheduleWriter()),
        DiffusersScheduleWriter.Entry,
        SigmaScheduleWriter.ComfyUI,
        SigmaScheduleWriter.StableDiffusionCpp,
        SigmaScheduleWriter.KDiffusion);
}
