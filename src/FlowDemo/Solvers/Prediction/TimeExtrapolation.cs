using FlowDemo.Paths;
using MathNet.Numerics.Integration;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// DEIS with extrapolation in time (tAB) on the data prediction: <c>w_j = sigma_t times the integral from s to t of
/// (alpha/sigma)' L_j, L_j the Lagrange basis on the times of the history</c>. At t = 1 the limit is w_j = L_j(1); nothing is
/// clipped at either end.
/// </summary>
/// <remarks>
/// Zhang, Chen, Fast Sampling of Diffusion Models with Exponential Integrator, 2022, arXiv 2204.13902, equation 14, there on
/// the noise prediction. Integrated by parts, <c>w_j = alpha_t L_j(t) - alpha_s (sigma_t/sigma_s) L_j(s) - sigma_t times the
/// integral of (alpha/sigma) L_j'</c>, so that the pole of the integrand is the mild one.
/// </remarks>
internal static class TimeExtrapolation
{
    private static readonly GaussLegendreRule Rule = new(0, 1, 20);

    /// <summary>The weights for a history of any length.</summary>
    public static void Weights(IPath path, ReadOnlySpan<double> times, double to, Span<double> weights)
    {
        PathPoint s = path.At(times[0]);
        PathPoint t = path.At(to);
        LagrangeWeights.Values(times, to, weights);
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
            LagrangeWeights.Derivatives(times, 1 - rest, slopes);
            double factor = t.Sigma * Rule.GetWeight(i) * -ratio * rest * p.Alpha / p.Sigma;
            for (int j = 0; j < weights.Length; j++)
            {
                weights[j] -= factor * slopes[j];
            }
        }
    }
}
