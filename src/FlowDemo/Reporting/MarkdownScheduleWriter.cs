using System.Globalization;

namespace FlowDemo.Reporting;

/// <summary>A markdown table with one line per knot: index, t, sigma = 1 - t and the width of the step that ends there.</summary>
public sealed class MarkdownScheduleWriter : IScheduleWriter
{
    /// <inheritdoc/>
    public void Write(ScheduleReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("| knot | t | sigma | step |\n| ---: | ---: | ---: | ---: |\n");
        for (int i = 0; i <= report.Grid.Steps; i++)
        {
            string width = i == 0 ? "–" : (report.Grid[i] - report.Grid[i - 1]).ToString("F6", CultureInfo.InvariantCulture);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"| {i} | {report.Grid[i]:F6} | {report.Sigmas[i]:F6} | {width} |\n"));
        }
    }
}
