using System.Collections.Immutable;
using FlowDemo.Cli.Files;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>A report in the format that was asked for.</summary>
internal static class ReportText
{
    /// <summary>The format for a terminal.</summary>
    public const string Table = "table";

    /// <summary>The formats, the one for a terminal first.</summary>
    public static string[] Formats { get; } = [Table, .. ReportWriterCatalog.All.Entries.Select(static e => e.Id)];

    /// <summary>Writes it.</summary>
    /// <param name="study">The report.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="file">How wide that is, and whether it has colour.</param>
    /// <param name="extent">How many of its tables.</param>
    /// <param name="each">Whether the tables of each of several problems are wanted.</param>
    /// <param name="kernels">What other bandwidths would give; default where nobody asked.</param>
    public static void Write(
        StudyReport study,
        string format,
        TextWriter writer,
        OutputFile file,
        TableExtent extent,
        bool each,
        ImmutableArray<BandwidthEffect> kernels = default)
    {
        if (format != Table)
        {
            ReportWriterCatalog.All.Create(format).Write(study, writer);
            return;
        }

        string between = string.Empty;
        if (study.Only is null)
        {
            new StudyView(study, file.Width, file.HasColor).Write(writer);
            between = "\n";
        }

        foreach (ComparisonReport report in study.Only is not null || each ? study.Reports : [])
        {
            writer.Write(between);
            new ComparisonView(report, file.Width, file.HasColor, extent) { Kernels = kernels.IsDefault ? [] : kernels }.Write(writer);
        }
    }
}
