using System.Collections.Immutable;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace FlowDemo.Schedules.Formulas;

/// <summary>
/// The grids that are a formula in time itself, f = i / K. Each is given by its catalogue entry, which states the formula and
/// where it comes from; the ends are set to 0 and 1, never computed.
/// </summary>
internal static class TimeFormulas
{
    private const string NoCost = "no evaluation";

    /// <summary>Equal steps.</summary>
    public static CatalogEntry<ISchedule> Uniform { get; } =
        new("uniform", "Equal steps in time.", static a => FormulaSchedule.OfFraction(a.Name, static f => f))
        {
            Formula = "t = f",
            Order = "even",
            Cost = NoCost,
            Source = "Definition.",
        };

    /// <summary>Small steps at both ends.</summary>
    public static CatalogEntry<ISchedule> Cos2 { get; } =
        new(
            "cos2",
            "Squared sine: small steps at both ends.",
            static a => FormulaSchedule.OfFraction(a.Name, static f => Square(Math.Sin(Math.PI * f / 2))))
        {
            Formula = "t = sin^2(pi f / 2)",
            Order = "dense at both ends",
            Cost = NoCost,
            Source = "Nichol, Dhariwal, Improved Denoising Diffusion Probabilistic Models, 2021, arXiv 2102.09672, equation 17, as a grid.",
            Notes = "Equals beta:0.5,0.5.",
        };

    /// <summary>The entries in catalogue order.</summary>
    public static ImmutableArray<CatalogEntry<ISchedule>> Entries { get; } =
    [
        Uniform,
        new("early", "Power law with small steps near the data.", static a => EarlyPower(a.Name, a.Number(0, 0.2, 5)))
        {
            Formula = "t = 1 - (1 - f)^p", Order = "dense at data", Cost = NoCost,
            Source = "Song et al., Denoising Diffusion Implicit Models, 2020, arXiv 2010.02502, appendix D.2 (quadratic).",
            Notes = "p = 2 is the 'quadratic' grid of the diffusion literature, where time is the noise level.",
            Parameters = [new("power", "2", "p from 0.2 to 5; 1 is uniform, below 1 the grid is dense at noise.")],
        },
        new(
            "late",
            "Power law with small steps near the noise; the mirror image of early.",
            static a => LatePower(a.Name, a.Number(0, 0.2, 5)))
        {
            Formula = "t = f^p", Order = "dense at noise", Cost = NoCost, Source = "Mirror image of early.",
            Parameters = [new("power", "2", "p from 0.2 to 5; 1 is uniform, below 1 the grid is dense at data.")],
        },
        Cos2,
        new(
            "cos-noise",
            "Quarter cosine: small steps near the noise.",
            static a => FormulaSchedule.OfFraction(a.Name, static f => 2 * Square(Math.Sin(Math.PI * f / 4))))
        {
            Formula = "t = 1 - cos(pi f / 2)", Order = "dense at noise", Cost = NoCost, Source = "Definition.",
        },
        new(
            "cos-data",
            "Quarter sine: small steps near the data.",
            static a => FormulaSchedule.OfFraction(a.Name, static f => Math.Sin(Math.PI * f / 2)))
        {
            Formula = "t = sin(pi f / 2)", Order = "dense at data", Cost = NoCost, Source = "Definition; the mirror image of cos-noise.",
        },
        new(
            "logit-normal",
            "Quantiles of the logit-normal distribution: small steps in the middle.",
            static a => LogitNormal(a.Name, a.Number(0, -5, 5), a.Number(1, 0.05, 5)))
        {
            Formula = "t = sigmoid(m + q Phi^-1(f))", Order = "dense in the middle", Cost = NoCost,
            Source = "Esser et al., Scaling Rectified Flow Transformers for High-Resolution Image Synthesis, 2024, arXiv 2403.03206, "
                + "section 3.1.",
            Notes = "There it is a density of training times; its quantiles as a grid are our reading. The source runs time backwards, so "
                + "its m has the other sign.",
            Parameters = [new("mean", "0", "m from -5 to 5; above 0 the grid moves to the data."), new("scale", "1", "q from 0.05 to 5.")],
        },
        new("shift", "Timestep shift of SD3 with a fixed factor.", static a => Shifted(a.Name, a.Number(0, 0.01, 100)))
        {
            Formula = "t = f / (a - (a - 1) f)", Order = "dense at noise for a > 1", Cost = NoCost,
            Source = "Esser et al., Scaling Rectified Flow Transformers for High-Resolution Image Synthesis, 2024, arXiv 2403.03206, "
                + "equation 23.",
            Notes = "Applied once. Shifts compose: a then b is ab.",
            Aliases = [("simple", "ComfyUI"), ("sgm_uniform", "ComfyUI"), ("normal", "ComfyUI")],
            Parameters = [new("factor", "3", "a from 0.01 to 100; 1 is uniform, below 1 the grid is dense at data.")],
        },
        new("flux", "Dynamic timestep shift of Flux, by mu.", static a => Shifted(a.Name, Math.Exp(a.Number(0, -4.6, 4.6))))
        {
            Formula = "odds(t) = exp(-mu) odds(f)", Order = "dense at noise for mu > 0", Cost = NoCost,
            Source = "Black Forest Labs, Flux, 2024, sampling code of the official repository.",
            Notes = "Equals shift with the factor exp(mu). There mu grows linearly with the number of image tokens, from 0.5 (256) to "
                + "1.15 (4096).",
            Parameters = [new("mu", "1.15", "from -4.6 to 4.6; 0 is uniform.")],
        },
        new(
            "beta",
            "Quantiles of a beta distribution: small steps at both ends.",
            static a => BetaQuantiles(a.Name, a.Number(0, 0.2, 10), a.Number(1, 0.2, 10)))
        {
            Formula = "I_t(b, a) = f, the regularised incomplete beta function", Order = "dense at both ends", Cost = NoCost,
            Source = "Lee et al., Beta Sampling is All You Need: Efficient Image Generation Strategy for Diffusion Models using Stepwise "
                + "Spectral Analysis, 2024, arXiv 2407.12173.",
            Notes = "Shapes refer to the noise level 1 - t, as in the source. 1,1 is uniform, 0.5,0.5 is cos2.",
            Aliases = [new MethodAlias("beta57", "0.5,0.7", "RES4LYF")],
            Parameters = [new("a", "0.6", "first shape, from 0.2 to 10."), new("b", "0.6", "second shape, from 0.2 to 10.")],
        },
        new(
            "linear-quadratic",
            "Small equal steps over the first half, then steps that grow quadratically.",
            static a => LinearQuadratic(a.Name, a.Number(0, 0.001, 0.3)))
        {
            Formula = "t = i th / n for i < n = floor(K / 2), then A i^2 + B i + C up to 1", Order = "dense at noise", Cost = NoCost,
            Source = "Genmo, Mochi 1, 2024, and HaCohen et al., LTX-Video, 2024, arXiv 2501.00103, sampling code.",
            Aliases = [("linear_quadratic", "ComfyUI")],
            Parameters = [new("threshold", "0.025", "time where the linear half ends, from 0.001 to 0.3.")],
        },
    ];

    private static FormulaSchedule EarlyPower(string name, double power) =>
        FormulaSchedule.OfFraction(name, f => 1 - Math.Pow(1 - f, power));

    private static FormulaSchedule LatePower(string name, double power) => FormulaSchedule.OfFraction(name, f => Math.Pow(f, power));

    private static FormulaSchedule LogitNormal(string name, double mean, double scale) =>
        FormulaSchedule.OfFraction(name, f => 1 / (1 + Math.Exp(-mean - (scale * Normal.InvCDF(0, 1, f)))));

    private static FormulaSchedule Shifted(string name, double factor) =>
        FormulaSchedule.OfFraction(name, f => f / (factor - ((factor - 1) * f)));

    private static FormulaSchedule BetaQuantiles(string name, double a, double b) =>
        FormulaSchedule.OfFraction(name, f => BetaQuantile.At(b, a, f));

    private static FormulaSchedule LinearQuadratic(string name, double threshold) => new(name, _ => (i, steps) =>
    {
        int n = steps / 2;
        double q = steps - n;
        double rest = n - (steps * threshold);
        double a = rest / (n * q * q);
        double b = (threshold / n) - (2 * rest / (q * q));
        return i < n ? i * threshold / n : ((((a * i) + b) * i) + (a * n * n));
    });

    private static double Square(double value) => value * value;
}

/// <summary>Quantiles of the beta distribution.</summary>
internal static class BetaQuantile
{
    /// <summary>The x at which the regularised incomplete beta function I_x(a, b) equals f.</summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    /// <param name="fraction">f in (0, 1).</param>
    public static double At(double a, double b, double fraction) =>

        // Above the median the distance from 1 is what needs its digits.
        fraction <= SpecialFunctions.BetaRegularized(a, b, 0.5)
            ? Bisection.Solve(x => SpecialFunctions.BetaRegularized(a, b, x) - fraction, 0, 0.5)
            : 1 - Bisection.Solve(y => SpecialFunctions.BetaRegularized(b, a, y) - (1 - fraction), 0, 0.5);
}
