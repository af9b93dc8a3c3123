using System.Globalization;
using FlowDemo.Paths;
using MathNet.Numerics.Integration;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// DEIS with extrapolation in time (tAB) on the data prediction: <c>w_j = sigma_t times the integral from s to t of
/// (alpha/sigma)' L_j, L_j the Lagrange basis on the times of the history</c>. At t = 1 the limit is w_j = L_j(1); nothing is
/// clipped at either end. Or with the basis on -log(1 - t): then the last step jumps to the prediction, and two predictions are res-2m.
/// </summary>
/// <remarks>
/// Zhang, Chen, Fast Sampling of Diffusion Models with Exponential Integrator, 2022, arXiv 2204.13902, equation 14, there on
/// the noise prediction. Integrated by parts, <c>w_j = alpha_t L_j(t) - alpha_s (sigma_t/sigma_s) L_j(s) - sigma_t times the
/// integral of (alpha/sigma) L_j'</c>, so that the pole of the integrand is the mild one.
/// </remarks>
internal static class TimeExtrapolation
{
    private static readonly GaussLegendreRule Rule = new(0, 1, 20);

    private static readonly string[] Variables = ["time", "flow"];

    /// <summary>The catalogue's line with two predictions.</summary>
    internal static CatalogEntry<ISolver> TwoStepEntry { get; } = EntryOf(2, new ConvergenceOrder(2, ", slowly") { Slack = 0.4 })
        with
    { Aliases = [("deis", "ComfyUI")] };

    /// <summary>The catalogue's line with three predictions.</summary>
    internal static CatalogEntry<ISolver> ThreeStepEntry { get; } = EntryOf(3, new ConvergenceOrder(2) { Slack = 0.4 });

    /// <summary>The weights for a history of any length.</summary>
    public static void Weights(IPath path, ReadOnlySpan<double> times, double to, Span<double> weights) =>
        Weights(path, times, to, weights, isFlow: false);

    /// <summary>The same with the basis on -log(1 - t).</summary>
    public static void FlowWeights(IPath path, ReadOnlySpan<double> times, double to, Span<double> weights) =>
        Weights(path, times, to, weights, isFlow: true);

    private static void Weights(IPath path, ReadOnlySpan<double> times, double to, Span<double> weights, bool isFlow)
    {
        PathPoint s = path.At(times[0]);
        PathPoint t = path.At(to);
        if (isFlow && t.Sigma == 0)
        {
            weights.Clear();
            weights[0] = t.Alpha;
            return;
        }

        Span<double> nodes = stackalloc double[times.Length];
        for (int j = 0; j < nodes.Length; j++)
        {
            nodes[j] = isFlow ? ExponentialWeights.Variable(times[j]) : times[j];
        }

        LagrangeWeights.Values(nodes, isFlow ? ExponentialWeights.Variable(to) : to, weights);
        for (int j = 0; j < weights.Length; j++)
        {
            weights[j] *= t.Alpha;
        }

        weights[0] -= s.Alpha * t.Sigma / s.Sigma;
        if (t.Sigma == 0)
        {
            return;
        }

        // 1 - tau falls geometrically along the nodes: alpha/sigma has its pole at tau = 1.
        double ratio = Math.Log((1 - to) / (1 - times[0]));
        Span<double> slopes = stackalloc double[times.Length];
        for (int i = 0; i < Rule.Order; i++)
        {
            double rest = (1 - times[0]) * Math.Exp(Rule.GetAbscissa(i) * ratio);
            PathPoint p = path.At(1 - rest);
            LagrangeWeights.Derivatives(nodes, isFlow ? -Math.Log(rest) : 1 - rest, slopes);
            double factor = t.Sigma * Rule.GetWeight(i) * -ratio * (isFlow ? 1 : rest) * p.Alpha / p.Sigma;
            for (int j = 0; j < weights.Length; j++)
            {
                weights[j] -= factor * slopes[j];
            }
        }
    }

    private static CatalogEntry<ISolver> EntryOf(int order, ConvergenceOrder convergence) => new(
        string.Create(CultureInfo.InvariantCulture, $"tab{order}"),
        string.Create(CultureInfo.InvariantCulture, $"DEIS: exponential Adams-Bashforth with {order} predictions, extrapolated in time."),
        a => Create(order, a.WithLeading(Variables)))
    {
        Formula = "x = (sigma_t/sigma_s) x + sum_j w_j D_j, w_j = sigma_t integral of (alpha/sigma)' L_j",
        Convergence = convergence,
        Cost = "N",
        Source = "Zhang, Chen, Fast Sampling of Diffusion Models with Exponential Integrator, 2022, arXiv 2204.13902, equation 14",
        Notes = "Here on the data prediction, there on the noise prediction. The last step extrapolates D to t = 1; in "
            + "flow it jumps to D, and tab2:flow is res-2m. ComfyUI's deis is the same idea on the noise prediction, in the time of "
            + "another process.",
        Parameters =
        [
            new("variable", Variables[0], "time, or flow, -log(1 - t), in which ComfyUI steps on flow models; may be left out."),
            new("end", "full", "full, or lower for last steps of lower order."),
        ],
    };

    private static PredictionMultistep Create(int order, MethodArguments arguments) => new(
        order,
        arguments.Word(1, "full", "lower") == "lower",
        arguments.Word(0, Variables) == Variables[1] ? FlowWeights : Weights);
}
