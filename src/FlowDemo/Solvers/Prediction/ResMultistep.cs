using System.Globalization;
using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// The res multistep methods: exponential Adams-Bashforth on the data prediction in l = -log(1 - t), <c>x_t = (sigma_t / sigma_s) x_s +
/// E sum_j (b_j / phi_1) D_j</c>. With two predictions <c>b_2 = -(h / h_before) phi_2</c>; with three the weights of
/// <see cref="ExponentialWeights.Three"/> at the distances of the two steps before. N evaluations, carries k predictions; the last
/// step jumps to the prediction. Not DPM-Solver++, whose variable is log(alpha / sigma).
/// </summary>
/// <remarks>
/// Zhang et al., Improved Order Analysis and Design of Exponential Integrator for Diffusion Models Sampling, 2023, arXiv 2308.02157;
/// ComfyUI's res_multistep and RES4LYF's res_2m and res_3m. The multistep use of the weights of three is our reading.
/// </remarks>
internal static class ResMultistep
{
    /// <summary>The catalogue's line with two predictions.</summary>
    internal static CatalogEntry<ISolver> TwoStepEntry { get; } = EntryOf(
        2,
        new ConvergenceOrder(2) { Slack = 0.4 }) with
    { Aliases = [("res_multistep", "ComfyUI"), ("res_2m", "RES4LYF")] };

    /// <summary>The catalogue's line with three predictions.</summary>
    internal static CatalogEntry<ISolver> ThreeStepEntry { get; } = EntryOf(
        3,
        new ConvergenceOrder(2) { Slack = 0.4 }) with
    { Aliases = [("res_3m", "RES4LYF")] };

    /// <summary>The weights for a history of up to three predictions.</summary>
    private static void Weights(IPath path, ReadOnlySpan<double> times, double to, Span<double> weights)
    {
        double gain = ExponentialStep.Between(path, times[0], to).Gain;
        weights.Clear();
        weights[0] = gain;
        double h = ExponentialWeights.Variable(to) - ExponentialWeights.Variable(times[0]);
        if (!double.IsFinite(h) || times.Length < 2)
        {
            return;
        }

        double scale = gain / ExponentialWeights.Phi1(h);
        double before = (ExponentialWeights.Variable(times[0]) - ExponentialWeights.Variable(times[1])) / h;
        if (times.Length < 3)
        {
            double slope = scale * ExponentialWeights.Phi2(h) / before;
            weights[0] += slope;
            weights[1] -= slope;
            return;
        }

        double earlier = (ExponentialWeights.Variable(times[1]) - ExponentialWeights.Variable(times[2])) / h;
        (double first, double second, double third, _) = ExponentialWeights.Three(-before, -(before + earlier), h);
        (weights[0], weights[1], weights[2]) = (scale * first, scale * second, scale * third);
    }

    private static CatalogEntry<ISolver> EntryOf(int predictions, ConvergenceOrder convergence) => new(
        string.Create(CultureInfo.InvariantCulture, $"res-{predictions}m"),
        string.Create(CultureInfo.InvariantCulture, $"Exponential Adams-Bashforth with {predictions} predictions in -log(1 - t)."),
        _ => new PredictionMultistep(predictions, false, Weights))
    {
        Formula = predictions == 2
            ? "x = (s'/s) x + (1 - s'/s) (D0 + (phi2/phi1) (h/h0) (D0 - D1)), h in -log(1 - t)"
            : "x = (s'/s) x + h (b1 D0 + b2 D1 + b3 D2), b of the res family at the distances of the two steps before",
        Convergence = convergence,
        Cost = "N",
        Source = "Zhang et al., Improved Order Analysis and Design of Exponential Integrator for Diffusion Models Sampling, 2023, arXiv "
            + "2308.02157",
        Notes = predictions == 2
            ? "What ComfyUI calls res_multistep and RES4LYF res_2m. The last step jumps to the prediction."
            : "What RES4LYF calls res_3m. The second step is that of res-2m, the last one jumps to the prediction.",
    };
}
