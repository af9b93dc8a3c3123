using System.Collections.Immutable;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>A report in the formats that were asked for.</summary>
/// <param name="study">The report as it was made, which is what a saved report holds, so that it can be made again.</param>
/// <param name="shown">The report in the order in which people read it.</param>
/// <param name="extent">How many of its tables.</param>
/// <param name="each">Whether the tables of each of several problems are wanted.</param>
internal sealed class ReportText(StudyReport study, StudyReport shown, TableExtent extent, bool each)
{
    /// <summary>The format for a terminal.</summary>
    public const string Table = "table";

    /// <summary>The format of saved reports.</summary>
    public const string Json = "json";

    /// <summary>The formats, the one for a terminal first.</summary>
    public static string[] Formats { get; } = [Table, .. ReportWriterCatalog.All.Entries.Select(static e => e.Id)];

    /// <summary>What other bandwidths would give; empty where nobody asked.</summary>
    public ImmutableArray<BandwidthEffect> Kernels { get; init; } = [];

    /// <summary>The report as one of the results of a run.</summary>
    /// <param name="output">Where to, and in which format.</param>
    public Result To(ReportOutput output) => Result.OfText(output.File, writer => Write(output.Format, writer, output.File));

    /// <summary>Writes it.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="file">How wide that is, and whether it has colour.</param>
    public void Write(string format, TextWriter writer, OutputFile file)
    {
        if (format != Table)
        {
            ReportWriterCatalog.All.Create(format).Write(format == Json ? study : shown, writer);
            return;
        }

        string between = string.Empty;
        if (shown.Only is null)
        {
            new StudyView(shown, file.Width, file.HasColor).Write(writer);
            between = "\n";
        }

        foreach (ComparisonReport report in shown.Only is not null || each ? shown.Reports : [])
        {
            writer.Write(between);
            new ComparisonView(report, file.Width, file.HasColor, extent) { Kernels = Kernels }.Write(writer);
        }
    }
}
