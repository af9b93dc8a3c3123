using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// DPM-Solver++ (multistep), which extrapolates the data prediction in lambda = log(alpha / sigma). With
/// <c>h = lambda_t - lambda_s, r0 = h0/h, r1 = h1/h</c> over the two steps before,
/// 2M: <c>x_t = (sigma_t/sigma_s) x_s + E (D0 + (D0 - D1) / (2 r0))</c>;
/// 3M: <c>... + E D0 - alpha_t g_1(-h) d1 - alpha_t g_2(-h) d2</c> with the divided differences d1, d2 of D at s.
/// </summary>
/// <remarks>
/// Lu et al., DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic Models, 2022, arXiv 2211.01095,
/// algorithm 2 and appendix B. Where lambda is infinite the limits are taken: a difference over an infinite interval is 0, and
/// the step that ends at t = 1 is DDIM's. In the released 3M (and in k-diffusion and diffusers) d2 is the second divided
/// difference, half the second derivative that g_2 belongs to, so that quadratics in lambda are missed; <c>exact</c> doubles it.
/// </remarks>
/// <param name="isTaylorType">2M: the slope enters through g_1 in place of E/2 (released as 'taylor' or 'heun').</param>
/// <param name="isExact">3M: doubles d2.</param>
/// <param name="variable">What steps are measured in.</param>
internal sealed class DpmSolverPlusPlus(bool isTaylorType, bool isExact, StepVariable variable)
{
    private const string DpmSource =
        "Lu et al., DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic Models, 2022, arXiv 2211.01095";

    /// <summary>The catalogue's line with two predictions.</summary>
    internal static CatalogEntry<ISolver> TwoStepEntry { get; } = new(
        "dpmpp-2m", "DPM-Solver++ with two predictions.", static a => Create(2, StepVariable.Leading(a)))
    {
        Formula = "x = (sigma_t/sigma_s) x + E (D0 + h/(2 h0) (D0 - D1)), h in log(alpha/sigma)",
        Convergence = new ConvergenceOrder(2, ", slowly") { Slack = 0.4, OnVariancePreserving = 0.4 },
        Cost = "N",
        Source = DpmSource + ", algorithm 2",
        Notes = "With exact ends the first two steps and the last are of first order.",
        ComesFirst = true,
        Aliases = [("DPMSolverMultistep", "diffusers"), new MethodAlias("dpmpp_2m", "flow", "ComfyUI")],
        Parameters =
        [
            StepVariable.Parameter,
            new("type", "midpoint", "midpoint ('dpmsolver') or taylor ('heun')."),
            StepVariable.ClipParameter,
        ],
    };

    /// <summary>The catalogue's line with three predictions.</summary>
    internal static CatalogEntry<ISolver> ThreeStepEntry { get; } = new(
        "dpmpp-3m", "DPM-Solver++ with three predictions.", static a => Create(3, StepVariable.Leading(a)))
    {
        Formula = "x = (sigma_t/sigma_s) x + E D0 - alpha_t (g1 d1 + g2 d2), divided differences d of D in log(alpha/sigma)",
        Convergence = new ConvergenceOrder(2) { Slack = 0.4, OnVariancePreserving = 1 },
        Cost = "N",
        Source = DpmSource + ", appendix B",
        Notes = "The first and the last steps are of lower order, the last but one at any number of steps, in diffusers below 15 alone. "
            + "As released, d2 is half of what quadratics need.",
        Parameters =
        [
            StepVariable.Parameter, new("weights", "released", "released, or exact to double d2."), StepVariable.ClipParameter,
        ],
    };

    private static PredictionMultistep Create(int predictions, MethodArguments arguments)
    {
        bool isTaylor = predictions == 2 && arguments.Word(1, "midpoint", "taylor") == "taylor";
        bool isExact = predictions == 3 && arguments.Word(1, "released", "exact") == "exact";
        return new PredictionMultistep(
            predictions, true, new DpmSolverPlusPlus(isTaylor, isExact, StepVariable.Read(arguments, 2)).Weights);
    }

    /// <summary>The weights for a history of up to three predictions.</summary>
    public void Weights(IPath path, ReadOnlySpan<double> times, double to, Span<double> weights)
    {
        ExponentialStep step = ExponentialStep.Between(path, times[0], to, variable);
        weights.Clear();
        weights[0] = step.Gain;
        double h = step.Length;
        double lambda1 = times.Length > 1 ? variable.At(path, times[1]) : step.From;
        double r0 = (step.From - lambda1) / h;

        // No slope across a last step of infinite length, nor where the clip makes two times one.
        if (!double.IsFinite(h) || !(h > 0) || !(r0 > 0))
        {
            return;
        }

        double r1 = times.Length > 2 ? (lambda1 - variable.At(path, times[2])) / h : 0;
        double first = -step.Alpha * ExponentialStep.G(1, -h);
        if (!(r1 > 0))
        {
            double slope = (isTaylorType ? first : step.Gain / 2) / r0;
            weights[0] += slope;
            weights[1] -= slope;
            return;
        }

        // d1 = D10 + r0 / (r0 + r1) (D10 - D11) and d2 = (D10 - D11) / (r0 + r1), with D10 = (D0 - D1) / r0, D11 = (D1 - D2) / r1.
        double second = -step.Alpha * ExponentialStep.G(2, -h) * (isExact ? 2 : 1);
        double mix = ((first * r0) + second) / (r0 + r1);
        double newer = (first + mix) / r0;
        double older = -mix / r1;
        weights[0] += newer;
        weights[1] += older - newer;
        weights[2] -= older;
    }
}
