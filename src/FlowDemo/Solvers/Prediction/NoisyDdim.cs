using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// DDIM with noise: <c>x_t = alpha_t D + sqrt(sigma_t^2 - v) e + sqrt(v) n, e = (x_s - alpha_s D) / sigma_s, n ~ N(0, I)</c> with
/// <c>v = eta^2 sigma_t^2 (1 - (alpha_s sigma_t / (alpha_t sigma_s))^2)</c>. At eta = 0 it is <see cref="Ddim"/>; at eta = 1 it samples
/// the forward noising chain given D, as DDPM does.
/// </summary>
/// <remarks>Song, Meng, Ermon, Denoising Diffusion Implicit Models, 2020, arXiv 2010.02502, equations 12 and 16.</remarks>
/// <param name="eta">The share of noise, 0 to 1.</param>
internal sealed class NoisyDdim(double eta) : INoisyRule
{
    /// <inheritdoc/>
    public bool IsStochastic => eta > 0;

    /// <inheritdoc/>
    public INoisyRule WithoutNoise => new NoisyDdim(0);

    /// <inheritdoc/>
    public NoisyStep Between(PathPoint s, PathPoint t)
    {
        double ratio = s.Alpha * t.Sigma / (t.Alpha * s.Sigma);

        // Rounding makes the ratio exceed 1 where a step is tiny.
        double variance = eta * eta * t.Sigma * t.Sigma * Math.Max(0, 1 - (ratio * ratio));
        return new NoisyStep(Math.Sqrt(Math.Max(0, (t.Sigma * t.Sigma) - variance)) / s.Sigma, variance);
    }
}
