using System.Collections.Immutable;

namespace FlowDemo.Reporting;

/// <summary>Writes one time grid in one format.</summary>
public interface IScheduleWriter
{
    /// <summary>Writes the whole grid; the same grid gives the same characters under every culture.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    void Write(ScheduleReport report, TextWriter output);

    /// <summary>Lines that show a reader where the text goes, not part of it; none where it explains itself.</summary>
    /// <param name="report">What is written.</param>
    ImmutableArray<string> Usage(ScheduleReport report) => [];
}
