using System.Globalization;

namespace FlowDemo.Reporting;

/// <summary>The formats in which a time grid can be written: here and for other programs.</summary>
public static class ScheduleWriterCatalog
{
    /// <summary>Id of the format that diffusers takes, which depends on a shift.</summary>
    public const string Diffusers = "diffusers";

    /// <summary>What turns off all that a pipeline's own settings would still do to a list of noise levels.</summary>
    private const string Untouched =
        "shift_terminal=None, use_karras_sigmas=False, use_exponential_sigmas=False, use_beta_sigmas=False, invert_sigmas=False";

    /// <summary>The smallest shift of a scheduler of diffusers.</summary>
    public const double SmallestShift = 0.001;

    /// <summary>The largest shift of a scheduler of diffusers.</summary>
    public const double LargestShift = 1000;

    /// <summary>The shift that leaves a list as it is.</summary>
    public const double NoShift = 1;

    /// <summary>All of them.</summary>
    public static Catalog<ScheduleWriter> All { get; } = new(
        "format",
        new("markdown", "One line per knot: its time, its noise level and the step that ends there.", static _ => new(WriteMarkdown)),
        new("csv", "One line per knot: index, t, sigma.", static _ => new(WriteCsv)),
        new("json", "Knots, sigmas and what the grid cost to build.", static _ => new(WriteJson)),
        new("plain", "The knots alone, separated by commas: what sample --grid takes.", static _ => new(WritePlain)),
        new(
            Diffusers,
            "The K noise levels that diffusers takes, a Python list; the last 0 is left out and the scheduler's shift undone.",
            static a => ForDiffusers(a.Number(0, SmallestShift, LargestShift)))
        {
            Parameters =
            [
                new("shift", NoShift.ToString(CultureInfo.InvariantCulture), string.Create(
                    CultureInfo.InvariantCulture, $"The shift of the scheduler the list is for, from {SmallestShift} to {LargestShift}.")),
            ],
        },
        new("comfyui", "The K + 1 noise levels for ComfyUI's ManualSigmas node.", static _ => new(
            static (report, output) => output.Write($"{Sigmas(report)}\n"),
            "ComfyUI",
            static report => ForeignSampler.ComfyUi.Of(report.Solver) is string sampler
                ?
                [
                    "Paste the line into a ManualSigmas node and join its SIGMAS output to SamplerCustomAdvanced,"
                        + $" whose sampler is '{sampler}' of KSamplerSelect.",
                    "The values are final: put no ModelSampling shift and no other scheduler node behind them.",
                ]
                : [ForeignSampler.ComfyUi.Lacks(report.Solver)])),
        new("sdcpp", "The K + 1 noise levels for the option --sigmas of stable-diffusion.cpp.", static _ => new(
            static (report, output) => output.Write($"{Sigmas(report)}\n"),
            "stable-diffusion.cpp",
            static report => ForeignSampler.StableDiffusionCpp.Of(report.Solver) is string sampler
                ?
                [
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"sd --diffusion-model MODEL -p PROMPT --sampling-method {sampler} --steps {report.Grid.Steps} \\"),
                    $"   --sigmas \"{Sigmas(report)}\"",
                ]
                : [ForeignSampler.StableDiffusionCpp.Lacks(report.Solver)])),
        new("k-diffusion", "The K + 1 noise levels for the samplers of k-diffusion, a Python list.", static _ => new(
            static (report, output) => output.Write($"[{Sigmas(report)}]\n"),
            "k-diffusion",
            static report => ForeignSampler.KDiffusion.Of(report.Solver) is string sampler
                ?
                [
                    $"sigmas = torch.tensor([{Sigmas(report)}])",
                    $"x = k_diffusion.sampling.{sampler}(lambda x, sigma: x - sigma * velocity(x, sigma), noise, sigmas)"
                        + "  # velocity = dx / dsigma",
                ]
                : [ForeignSampler.KDiffusion.Lacks(report.Solver)])));

    /// <summary>
    /// The noise levels for diffusers' FlowMatchEulerDiscreteScheduler: K values, because it appends the final 0 itself, and
    /// before its own shift: <c>sigma / (shift - (shift - 1) sigma)</c>, which it maps back to sigma.
    /// </summary>
    private static ScheduleWriter ForDiffusers(double shift)
    {
        string Values(ScheduleReport report) =>
            SigmaText.List(report.Sigmas.SkipLast(1).Select(sigma => sigma / (shift - ((shift - 1) * sigma))));
        return new ScheduleWriter(
            (report, output) => output.Write($"[{Values(report)}]\n"),
            Diffusers,
            report => ForeignSampler.Diffusers.Of(report.Solver) is string scheduler
                ?
                [
                    $"pipe.scheduler = {scheduler}.from_config("
                        + $"pipe.scheduler.config, shift={SigmaText.Of(shift)}, use_dynamic_shifting=False, {Untouched})",
                    $"image = pipe(prompt, sigmas=[{Values(report)}]).images[0]",
                ]
                : [ForeignSampler.Diffusers.Lacks(report.Solver)]);
    }

    private static void WriteMarkdown(ScheduleReport report, TextWriter output)
    {
        output.Write("| knot | t | sigma | step |\n| ---: | ---: | ---: | ---: |\n");
        for (int i = 0; i <= report.Grid.Steps; i++)
        {
            string width = i == 0 ? "–" : (report.Grid[i] - report.Grid[i - 1]).ToString("F6", CultureInfo.InvariantCulture);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"| {i} | {report.Grid[i]:F6} | {report.Sigma(i):F6} | {width} |\n"));
        }
    }

    private static void WriteCsv(ScheduleReport report, TextWriter output)
    {
        output.Write("knot,t,sigma\n");
        for (int i = 0; i <= report.Grid.Steps; i++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{i},{report.Grid[i]:R},{report.Sigma(i):R}\n"));
        }
    }

    /// <summary>For scripts: fields may be added, but those that are there stay.</summary>
    private static void WriteJson(ScheduleReport report, TextWriter output) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("schedule", report.Schedule);
        json.WriteString("solver", report.Solver);
        json.WriteNumber("steps", report.Grid.Steps);
        JsonText.Numbers(json, "knots", report.Grid.Knots);
        JsonText.Numbers(json, "sigmas", report.Sigmas);
        json.WriteNumber("buildNfe", report.BuildEvaluations);
        if (report.Scale is double scale)
        {
            JsonText.Number(json, "scale", scale);
        }

        if (report.PredictedError is double error)
        {
            JsonText.Number(json, "predicted", error);
        }

        json.WriteEndObject();
    });

    private static void WritePlain(ScheduleReport report, TextWriter output) =>
        output.Write(string.Join(',', report.Grid.Knots.Select(static t => t.ToString("R", CultureInfo.InvariantCulture))) + "\n");

    /// <summary>
    /// All K + 1 noise levels, from 1 to the final 0, in fixed notation: ComfyUI picks the numbers out of a text and misreads
    /// exponents.
    /// </summary>
    private static string Sigmas(ScheduleReport report) => SigmaText.List(report.Sigmas);
}
