using System.Collections.Immutable;

namespace FlowDemo.Reporting;

/// <summary>Writes one time grid in one format; the same grid gives the same characters under every culture.</summary>
public sealed class ScheduleWriter
{
    private readonly Action<ScheduleReport, TextWriter> write;
    private readonly Func<ScheduleReport, ImmutableArray<string>> usage;

    /// <summary>Creates a writer.</summary>
    /// <param name="write">Writes the whole grid; lines end in "\n".</param>
    /// <param name="usage">Lines that show a reader where the text goes; null where it explains itself.</param>
    public ScheduleWriter(Action<ScheduleReport, TextWriter> write, Func<ScheduleReport, ImmutableArray<string>>? usage = null)
    {
        ArgumentNullException.ThrowIfNull(write);
        this.write = write;
        this.usage = usage ?? (static _ => []);
    }

    /// <summary>Writes the whole grid.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    public void Write(ScheduleReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        write(report, output);
    }

    /// <summary>Lines that show a reader where the text goes, not part of it; none where it explains itself.</summary>
    /// <param name="report">What is written.</param>
    public ImmutableArray<string> Usage(ScheduleReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return usage(report);
    }
}
