using System.Collections.Immutable;

namespace FlowDemo.Reporting;

/// <summary>
/// The noise levels for diffusers' FlowMatchEulerDiscreteScheduler, as a Python list: K values, because it appends the final 0
/// itself, and before its own shift: <c>sigma / (shift - (shift - 1) sigma)</c>, which it maps back to sigma.
/// </summary>
/// <param name="shift">The shift of the scheduler's configuration, positive; 1 for none.</param>
public sealed class DiffusersScheduleWriter(double shift) : IScheduleWriter
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IScheduleWriter> Entry { get; } = new(
        "diffusers", "The K noise levels that diffusers takes, a Python list; the last 0 is left out and the scheduler's shift undone.", static a =>
            new DiffusersScheduleWriter(a.Number(0, 0.001, 1000)))
    {
        Parameters = [new("shift", "1", "The shift of the scheduler the list is for, from 0.001 to 1000.")],
    };

    /// <inheritdoc/>
    public void Write(ScheduleReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write($"[{Values(report)}]\n");
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Usage(ScheduleReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            $"pipe.scheduler = FlowMatchEulerDiscreteScheduler.from_config(pipe.scheduler.config, shift={SigmaText.Of(shift)}, use_dynamic_shifting=False)",
            $"image = pipe(prompt, sigmas=[{Values(report)}]).images[0]",
        ];
    }

    private string Values(ScheduleReport report) =>
        SigmaText.List(report.Sigmas.SkipLast(1).Select(sigma => sigma / (shift - ((shift - 1) * sigma))));
}
