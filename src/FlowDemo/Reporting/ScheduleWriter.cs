using System.Collections.Immutable;

namespace FlowDemo.Reporting;

/// <summary>Writes one time grid in one format; the same grid gives the same characters under every culture.</summary>
public sealed class ScheduleWriter
{
    private readonly Action<ScheduleReport, TextWriter> write;
    private readonly Func<ScheduleReport, ImmutableArray<string>> usage;
    private readonly string? program;

    /// <summary>Creates a writer.</summary>
    /// <param name="write">Writes the whole grid; lines end in "\n".</param>
    public ScheduleWriter(Action<ScheduleReport, TextWriter> write)
        : this(write, null, static _ => [])
    {
    }

    /// <summary>Creates a writer for another program.</summary>
    /// <param name="write">Writes the whole grid; lines end in "\n".</param>
    /// <param name="program">The program; null for a format that is read by itself.</param>
    /// <param name="usage">Lines that show a reader where the text goes.</param>
    public ScheduleWriter(Action<ScheduleReport, TextWriter> write, string? program, Func<ScheduleReport, ImmutableArray<string>> usage)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(usage);
        (this.write, this.program, this.usage) = (write, program, usage);
    }

    /// <summary>Writes the whole grid.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    /// <exception cref="FlowDemoException">The format is for another program, which would not end at the same points.</exception>
    public void Write(ScheduleReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        Check(report.Obstacle);
        write(report, output);
    }

    /// <summary>Refuses a grid that another program would not run as this one does.</summary>
    /// <param name="obstacle">Why it would not, as a clause; null when it would.</param>
    /// <exception cref="FlowDemoException">The format is for another program, and there is such an obstacle.</exception>
    public void Check(string? obstacle)
    {
        if (program is not null && obstacle is not null)
        {
            throw new FlowDemoException(
                $"This grid cannot be written for {program}, which would end at other points: {obstacle}; "
                + "take '--format json' or csv for the knots alone.");
        }
    }

    /// <summary>Whether the format is one that another program reads.</summary>
    public bool IsForOtherProgram => program is not null;

    /// <summary>Lines that show a reader where the text goes, not part of it; none where it explains itself.</summary>
    /// <param name="report">What is written.</param>
    public ImmutableArray<string> Usage(ScheduleReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return usage(report);
    }
}
