using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Solvers.Prediction;

namespace FlowDemo.Solvers.Entries;

/// <summary>Exponential integrators on the data prediction D = E[x1 | x_t].</summary>
internal static class PredictionEntries
{
    private const string DpmSource = "Lu et al., DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic Models, 2022, arXiv 2211.01095";
    private const string DeisSource = "Zhang, Chen, Fast Sampling of Diffusion Models with Exponential Integrator, 2022, arXiv 2204.13902, equation 14";

    private static readonly MethodParameter Clip = new("clip", "0", "how near to 0 and 1 lambda is taken, 0 to 0.1; 0 takes the exact limits.");

    /// <summary>The entries in catalogue order.</summary>
    public static ImmutableArray<CatalogEntry<ISolver>> All { get; } =
    [
        new("ddim", "The first-order exponential integrator, without noise.", static _ => new Ddim())
        {
            Formula = "x = (sigma_t/sigma_s) x + (alpha_t - alpha_s sigma_t/sigma_s) D", Order = "1", Cost = "N",
            Source = "Song, Meng, Ermon, Denoising Diffusion Implicit Models, 2020, arXiv 2010.02502, equation 12",
            Notes = "Equals euler on the linear path; DPM-Solver-1.",
        },
        new("renoise", "Multistep consistency sampling: jump to the predicted data, noise it afresh, jump again.", static a => new Renoise(a.Integer(0, 0, int.MaxValue)))
        {
            Formula = "x = alpha_t D(x_s, s) + sigma_t n, n ~ N(0, I) fresh in every step", Order = "none: stochastic", Cost = "N",
            Source = "Song, Dhariwal, Chen, Sutskever, Consistency Models, 2023, arXiv 2303.01469, algorithm 1",
            Notes = "For fields of 'train consistency' and 'train scott'; on the exact field samples shrink to means. Judge it by w2, mmd and weights: its samples do not follow the reference.",
            Parameters = [new("draw", "0", "which draw of the noise, 0 to 2147483647; --seed changes it too.")],
        },
        new("dpmpp-2m", "DPM-Solver++ with two predictions.", static a => new PredictionMultistep(2, true, new DpmSolverPlusPlus(a.Word(0, "midpoint", "taylor") == "taylor", false, a.Number(1, 0, 0.1)).Weights))
        {
            Formula = "x = (sigma_t/sigma_s) x + E (D0 + h/(2 h0) (D0 - D1)), h in log(alpha/sigma)", Order = "2, slowly", Cost = "N",
            Source = DpmSource + ", algorithm 2",
            Notes = "With exact ends the first two steps and the last are of first order.",
            Parameters = [new("type", "midpoint", "midpoint ('dpmsolver') or taylor ('heun')."), Clip],
        },
        new("dpmpp-3m", "DPM-Solver++ with three predictions.", static a => new PredictionMultistep(3, true, new DpmSolverPlusPlus(false, a.Word(0, "released", "exact") == "exact", a.Number(1, 0, 0.1)).Weights))
        {
            Formula = "x = (sigma_t/sigma_s) x + E D0 - alpha_t (g1 d1 + g2 d2), divided differences d of D in log(alpha/sigma)", Order = "2", Cost = "N",
            Source = DpmSource + ", appendix B",
            Notes = "The first and the last steps are of lower order. As released, d2 is half of what quadratics need.",
            Parameters = [new("weights", "released", "released, or exact to double d2."), Clip],
        },
        TimeExtrapolated(2, "2, slowly"),
        TimeExtrapolated(3, "2"),
        Unified(2),
        Unified(3),
    ];

    private static CatalogEntry<ISolver> TimeExtrapolated(int order, string convergence) => new(
        string.Create(CultureInfo.InvariantCulture, $"tab{order}"),
        string.Create(CultureInfo.InvariantCulture, $"DEIS: exponential Adams-Bashforth with {order} predictions, extrapolated in time."),
        a => new PredictionMultistep(order, a.Word(0, "full", "lower") == "lower", TimeExtrapolation.Weights))
    {
        Formula = "x = (sigma_t/sigma_s) x + sum_j w_j D_j, w_j = sigma_t integral of (alpha/sigma)' L_j",
        Order = convergence,
        Cost = "N",
        Source = DeisSource,
        Notes = "Here on the data prediction, there on the noise prediction. The last step extrapolates D to t = 1.",
        Parameters = [new("end", "full", "full, or lower for last steps of lower order.")],
    };

    private static CatalogEntry<ISolver> Unified(int order) => new(
        string.Create(CultureInfo.InvariantCulture, $"unipc{order}"),
        string.Create(CultureInfo.InvariantCulture, $"UniPC: predictor of order {order} whose evaluation also corrects the state."),
        a => new UniPc(order, a.Word(0, "bh2", "bh1") == "bh1"))
    {
        Formula = "x = (sigma_t/sigma_s) x + E D0 - alpha_t B sum_m rho_m (D_m - D0) / r_m, twice",
        Order = "2",
        Cost = "N",
        Source = "Zhao et al., UniPC: A Unified Predictor-Corrector Framework for Fast Sampling of Diffusion Models, 2023, arXiv 2302.04867",
        Notes = "Multistep, on D, last steps of lower order. bh1 does not correct its first step, where its B is infinite.",
        Parameters = [new("variant", "bh2", "bh2 (B = expm1(-h)) or bh1 (B = -h).")],
    };
}
