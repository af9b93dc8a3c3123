using System.Globalization;

namespace FlowDemo.Reporting;

/// <summary>The knots on one line, separated by commas.</summary>
public sealed class PlainScheduleWriter : IScheduleWriter
{
    /// <inheritdoc/>
    public void Write(ScheduleReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write(string.Join(',', report.Grid.Knots.Select(static t => t.ToString("R", CultureInfo.InvariantCulture))) + "\n");
    }
}
