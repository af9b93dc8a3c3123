namespace FlowDemo.Reporting;

/// <summary>The formats in which a comparison can be written.</summary>
public static class ReportWriterCatalog
{
    /// <summary>All of them.</summary>
    public static Catalog<IReportWriter> All { get; } = new(
        "format",
        new CatalogEntry<IReportWriter>(
            "markdown", "One table per metric, to paste into an issue or a paper draft.", static _ => new MarkdownReportWriter()),
        new CatalogEntry<IReportWriter>(
            "latex",
            "One table per metric for a paper, with its configuration in the caption; needs the package booktabs.",
            static _ => new LatexReportWriter()),
        new CatalogEntry<IReportWriter>(
            "csv",
            "One line per method and budget, one column per figure, for a spreadsheet or a data frame.",
            static _ => new CsvReportWriter()),
        new CatalogEntry<IReportWriter>(
            "json", "Everything, grids included, with numbers that read back as the same doubles.", static _ => new JsonReportWriter()));
}
