using System.CommandLine;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Options;

/// <summary>What a grid is adapted to when another program takes it.</summary>
internal sealed class ExportOptions : OptionGroup
{
    private const string Diffusers = "diffusers";

    public ExportOptions()
        : base("export") =>
        Shift = Value("--shift", "S", "with --format diffusers: the shift of its scheduler, which is undone in the list", "1");

    public Option<string> Shift { get; }

    /// <summary>The writer of a format, or null where the format is not one of the catalogue's.</summary>
    public ScheduleWriter? ReadWriter(ParseResult parsed, string format)
    {
        string shift = parsed.Text(Shift);
        if (format != Diffusers && shift != "1")
        {
            throw new FlowDemoException($"'{Shift.Name}' goes with '--format {Diffusers}', the only format that is shifted once more by its reader; leave it out.");
        }

        return ScheduleWriterCatalog.All.Entries.All(e => e.Id != format)
            ? null
            : ScheduleWriterCatalog.All.Create(format == Diffusers ? $"{Diffusers}:{shift}" : format);
    }
}
