using System.Globalization;

namespace FlowDemo.Reporting;

/// <summary>One line per knot: index, t and sigma = 1 - t.</summary>
public sealed class CsvScheduleWriter : IScheduleWriter
{
    /// <inheritdoc/>
    public void Write(ScheduleReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("knot,t,sigma\n");
        for (int i = 0; i <= report.Grid.Steps; i++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{i},{report.Grid[i]:R},{report.Sigmas[i]:R}\n"));
        }
    }
}
