using System.Collections.Immutable;
using FlowDemo.Paths;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Formulas;

/// <summary>
/// The grids that are a formula in the noise level S = sigma / alpha, carried to time by the path in use. The first knot is
/// t = 0 whatever S the formula starts at, because noise is where the samples are.
/// </summary>
internal static class NoiseLevelFormulas
{
    private const string NoCost = "no evaluation";
    private const string Ends = "The knots of the formula run from S_max to S_min, and 0 is appended; the first is set to t = 0 (the "
        + "literature leaves it at t = 1 / (1 + S_max), an unannounced shift of the start).";

    private static readonly MethodParameter Power = new("rho", "7", "the power, from 1 to 100.");
    private static readonly MethodParameter MaximumLevel = new("S_max", "80", "largest noise level, from 1 to 1e6.");
    private static readonly MethodParameter ShareEnd = new("s_min", "0.001", "smallest 1 - t, from 1e-6 to 0.5.");
    private static readonly MethodParameter MinimumLevel = new("S_min", "0.002", "smallest noise level, from 1e-6 to 0.5.");

    /// <summary>Equal angles.</summary>
    public static CatalogEntry<ISchedule> Arctan { get; } =
        new("arctan", "Equal angles arctan(S / c): the optimal Euler grid of a single isotropic Gaussian on the linear path.", CreateArctan)
        {
            Formula = "S = c tan((pi / 2) (1 - i / K))",
            Order = "dense where the noise level is near c",
            Cost = NoCost,
            Source = "Sabour, Fidler, Kreis, Align Your Steps: Optimizing Sampling Schedules in Diffusion Models, 2024, arXiv 2404.14507, "
                + "theorem 3.1.",
            Notes = "arctan:1 is known as kl-optimal. By default c is the target's standard deviation per coordinate, at least 0.001.",
            Parameters = [new("scale", "rms", "c: rms for the target's own standard deviation, or a number from 0.001 to 1000.")],
        };

    /// <summary>The entries in catalogue order.</summary>
    public static ImmutableArray<CatalogEntry<ISchedule>> Entries { get; } =
    [
        new(
            "log-snr",
            "Equal steps in the log signal-to-noise ratio.",
            static a => LogSnr(a.Name, a.Number(0, 1, 1e6), a.Number(1, 1e-6, 0.5)))
        {
            Formula = "log S = log S_max + (i / (K - 1)) (log S_min - log S_max)", Order = "dense at both ends", Cost = NoCost,
            Source = "Lu et al., DPM-Solver: A Fast ODE Solver for Diffusion Probabilistic Model Sampling in Around 10 Steps, 2022, arXiv "
                + "2206.00927, section 3.4.",
            Notes = Ends, Parameters = [MaximumLevel, MinimumLevel],
        },
        new(
            "karras",
            "EDM's power law in the noise level.",
            static a => Karras(a.Name, a.Number(0, 1, 100), a.Number(1, 1, 1e6), a.Number(2, 1e-6, 0.5)))
        {
            Formula =
                "S = (S_max^(1/rho) + (i / (K - 1)) (S_min^(1/rho) - S_max^(1/rho)))^rho", Order = "dense at both ends", Cost = NoCost,
            Source = "Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, equation "
                + "5.",
            Notes = "Not the ramp on 1 - t that flow-matching schedulers offer under the same name, which is karras-flow. " + Ends,
            Parameters = [Power, MaximumLevel, MinimumLevel],
        },
        new(
            "karras-flow",
            "EDM's power law on 1 - t, as flow-matching schedulers apply it.",
            static a => KarrasFlow(a.Name, a.Number(0, 1, 100), a.Number(1, 1e-6, 0.5)))
        {
            Formula = "1 - t = (1 + (i / (K - 1)) (s_min^(1/rho) - 1))^rho", Order = "dense at data", Cost = NoCost,
            Source = "Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, equation "
                + "5, read for another noise level.",
            Notes = "What use_karras_sigmas does in diffusers' flow-matching schedulers. Where the path is not linear, 1 - t stands for "
                + "sigma / (alpha + sigma). The last ramp value is s_min, and 0 is appended.",
            Parameters = [Power, ShareEnd],
        },
        Arctan,
        new(
            "log-snr-flow",
            "Geometric noise shares 1 - t, as flow-matching programs space 'exponential'.",
            static a => LogSnrFlow(a.Name, a.Number(0, 1e-6, 0.5)))
        {
            Formula = "1 - t = s_min^(i / (K - 1))", Order = "dense at data", Cost = NoCost,
            Source = "ComfyUI, 2024, sampling code of the official repository: the exponential scheduler on a flow model.",
            Notes = "The reading of log-snr for 1 - t, as karras-flow is of karras. Where the path is not linear, 1 - t stands for sigma "
                + "/ (alpha + sigma).",
            Aliases = [("exponential", "ComfyUI")], Parameters = [ShareEnd],
        },
        new(
            "arctan-flow",
            "Equal angles of 1 - t, as flow-matching programs space 'kl_optimal'.",
            static a => ArctanFlow(a.Name, a.Number(0, 1e-6, 0.5)))
        {
            Formula = "1 - t = tan((1 - i / (K - 1)) atan(1) + (i / (K - 1)) atan(s_min))", Order = "dense at data", Cost = NoCost,
            Source = "ComfyUI, 2024, sampling code of the official repository: the kl_optimal scheduler on a flow model.",
            Notes = "The reading of arctan for 1 - t, as karras-flow is of karras. Where the path is not linear, 1 - t stands for sigma / "
                + "(alpha + sigma).",
            Aliases = [("kl_optimal", "ComfyUI")], Parameters = [ShareEnd],
        },
    ];

    private static FormulaSchedule LogSnr(string name, double maximum, double minimum) =>
        OfLevel(name, _ => (i, steps) => maximum * Math.Pow(minimum / maximum, i / (steps - 1.0)));

    private static FormulaSchedule Karras(string name, double rho, double maximum, double minimum)
    {
        double from = Math.Pow(maximum, 1 / rho);
        double to = Math.Pow(minimum, 1 / rho);
        return OfLevel(name, _ => (i, steps) => Math.Pow(from + (i / (steps - 1.0) * (to - from)), rho));
    }

    private static FormulaSchedule KarrasFlow(string name, double rho, double minimum)
    {
        double to = Math.Pow(minimum, 1 / rho);
        return OfLevel(name, _ => (i, steps) => NoiseLevel.OfShare(Math.Pow(1 + (i / (steps - 1.0) * (to - 1)), rho)));
    }

    private static FormulaSchedule CreateArctan(MethodArguments arguments)
    {
        double? given = arguments.Text(0) == "rms" ? null : arguments.Number(0, 1e-3, 1e3);
        return OfLevel(arguments.Name, context =>
        {
            double scale = given ?? Math.Max(1e-3, Math.Sqrt(context.TotalVariance / context.Flow.Field.Dimension));
            return (i, steps) => scale * Math.Tan(Math.PI / 2 * (1 - ((double)i / steps)));
        });
    }

    private static FormulaSchedule LogSnrFlow(string name, double minimum) =>
        OfLevel(name, _ => (i, steps) => NoiseLevel.OfShare(Math.Pow(minimum, i / (steps - 1.0))));

    private static FormulaSchedule ArctanFlow(string name, double minimum)
    {
        double to = Math.Atan(minimum);
        return OfLevel(name, _ => (i, steps) =>
        {
            double f = i / (steps - 1.0);
            return NoiseLevel.OfShare(Math.Tan(((1 - f) * (Math.PI / 4)) + (f * to)));
        });
    }

    /// <summary>The schedule whose knot i of K is at a given noise level.</summary>
    /// <param name="name">The name the user wrote.</param>
    /// <param name="level">Given the context, a function of i and K that is S at knot i, 0 &lt; i &lt; K.</param>
    internal static FormulaSchedule OfLevel(string name, Func<ScheduleContext, Func<int, int, double>> level) => new(name, context =>
    {
        Func<int, int, double> formula = level(context);
        return (i, steps) => NoiseLevel.TimeOf(context.Flow.Path, formula(i, steps));
    });
}
