using System.Collections.Immutable;

namespace FlowDemo.Reporting;

/// <summary>All K + 1 noise levels on one line, from 1 to the final 0, in fixed notation: what most samplers take.</summary>
/// <param name="form">The line, where {0} stands for the values.</param>
/// <param name="usage">Two lines that show where it goes, where {0} stands for the values and {1} for K.</param>
public sealed class SigmaScheduleWriter(string form, params ImmutableArray<string> usage) : IScheduleWriter
{
    /// <summary>ComfyUI's ManualSigmas node, which picks the numbers out of a text and misreads exponents.</summary>
    internal static CatalogEntry<IScheduleWriter> ComfyUI { get; } = new(
        "comfyui", "The K + 1 noise levels for ComfyUI's ManualSigmas node.", static _ => new SigmaScheduleWriter(
            "{0}",
            "Paste the line into a ManualSigmas node and join its SIGMAS output to SamplerCustomAdvanced.",
            "The values are final: put no ModelSampling shift and no other scheduler node behind them."));

    /// <summary>The option --sigmas of stable-diffusion.cpp.</summary>
    internal static CatalogEntry<IScheduleWriter> StableDiffusionCpp { get; } = new(
        "sdcpp", "The K + 1 noise levels for the option --sigmas of stable-diffusion.cpp.", static _ => new SigmaScheduleWriter(
            "{0}",
            "sd --diffusion-model MODEL -p PROMPT --sampling-method euler --steps {1} \\",
            "   --sigmas \"{0}\""));

    /// <summary>A Python list for the samplers of k-diffusion.</summary>
    internal static CatalogEntry<IScheduleWriter> KDiffusion { get; } = new(
        "k-diffusion", "The K + 1 noise levels for the samplers of k-diffusion, a Python list.", static _ => new SigmaScheduleWriter(
            "[{0}]",
            "sigmas = torch.tensor([{0}])",
            "x = k_diffusion.sampling.sample_euler(lambda x, sigma: x - sigma * velocity(x, sigma), noise, sigmas)  # velocity = dx / dsigma"));

    /// <inheritdoc/>
    public void Write(ScheduleReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Fill(form, report) + "\n");
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Usage(ScheduleReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. usage.Select(line => Fill(line, report))];
    }

    private static string Fill(string text, ScheduleReport report) => text
        .Replace("{0}", SigmaText.List(report.Sigmas), StringComparison.Ordinal)
        .Replace("{1}", report.Grid.Steps.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
