using System.CommandLine;
using System.Globalization;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Options;

/// <summary>What a grid is adapted to when another program takes it.</summary>
internal sealed class ExportOptions : OptionGroup
{
    public ExportOptions()
        : base("export") => Shift = Value(
            "--shift",
            "S",
            $"with --format {ScheduleWriterCatalog.Diffusers}: the shift of its scheduler, which is undone in the list",
            static (name, text) => ArgumentText.Number(name, text, ScheduleWriterCatalog.SmallestShift, ScheduleWriterCatalog.LargestShift),
            ScheduleWriterCatalog.NoShift.ToString(CultureInfo.InvariantCulture));

    public Option<double> Shift { get; }

    /// <summary>The writer of a format, or null where the format is not one of the catalogue's.</summary>
    public ScheduleWriter? ReadWriter(ParseResult parsed, string format)
    {
        if (format == ScheduleWriterCatalog.Diffusers)
        {
            return ScheduleWriterCatalog.All.Create(string.Create(CultureInfo.InvariantCulture, $"{format}:{parsed.GetValue(Shift):R}"));
        }

        parsed.Refuse([Shift], static name =>
            $"'{name}' goes with '--format {ScheduleWriterCatalog.Diffusers}', "
            + "the only format that is shifted once more by its reader; leave it out.");
        return ScheduleWriterCatalog.All.Find(format) is null ? null : ScheduleWriterCatalog.All.Create(format);
    }
}
