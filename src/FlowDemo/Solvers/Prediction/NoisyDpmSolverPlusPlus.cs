using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// DPM-Solver++(2M) on the reverse equation with noise: <c>x_t = (sigma_t / sigma_s) e^(-eta h) x_s + E (D + h/(2 h_before) (D -
/// D_before)) + sigma_t sqrt(1 - e^(-2 eta h)) n, E = alpha_t (1 - e^(-(1 + eta) h))</c> with h in <c>lambda = log(alpha / sigma)</c>.
/// Carries the key of its noise and D.
/// </summary>
/// <remarks>
/// K. Crowson, k-diffusion, 2022, sample_dpmpp_2m_sde; Lu et al., DPM-Solver++, 2022, arXiv 2211.01095, section 5. Where lambda is
/// infinite the limits are taken: the first step forgets the start if eta > 0, and a slope across an infinite interval is 0.
/// </remarks>
/// <param name="eta">The strength of the noise; at 0 it is dpmpp-2m.</param>
internal sealed class NoisyDpmSolverPlusPlus(double eta) : INoisyRule
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "dpmpp-2m-sde", "DPM-Solver++ with two predictions and noise.", static a =>
            new NoisyPrediction(new NoisyDpmSolverPlusPlus(a.Number(0, 0, 10)), 2, NoiseDraw.Read(a, 1)))
    {
        Formula = "x = (sigma_t/sigma_s) e^(-eta h) x + E (D0 + h/(2 h0) (D0 - D1)) + sigma_t sqrt(1 - e^(-2 eta h)) n, h in "
            + "log(alpha/sigma), E = alpha_t (1 - e^(-(1 + eta) h))",
        Order = "weak order 1",
        Cost = "N",
        Source = "K. Crowson, k-diffusion, 2022; Lu et al., DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic "
            + "Models, 2022, arXiv 2211.01095",
        Notes = NoiseDraw.Judged
            + " dpmpp-2m-sde:0 is dpmpp-2m. The first two steps and the last are of order 1 also in what is not noise.",
        Aliases = [("dpmpp_2m_sde", "ComfyUI")],
        Parameters =
        [
            new("eta", "1", "strength of the noise, 0 to 10; at 1 that of the reverse equation of diffusion models."),
            NoiseDraw.Parameter,
        ],
    };

    /// <inheritdoc/>
    public bool IsStochastic => eta > 0;

    /// <inheritdoc/>
    public INoisyRule WithoutNoise => new NoisyDpmSolverPlusPlus(0);

    /// <inheritdoc/>
    public NoisyStep Between(PathPoint s, PathPoint t)
    {
        double length = t.HalfLogSnr - s.HalfLogSnr;
        return eta == 0 || t.Sigma == 0
            ? new NoisyStep(t.Sigma / s.Sigma, 0)
            : new NoisyStep(t.Sigma / s.Sigma * Math.Exp(-eta * length), t.Sigma * t.Sigma * -NearZero.ExpM1(-2 * eta * length));
    }

    /// <inheritdoc/>
    public double Slope(PathPoint before, PathPoint s, PathPoint t, double gain)
    {
        double ratio = (s.HalfLogSnr - before.HalfLogSnr) / (t.HalfLogSnr - s.HalfLogSnr);
        return gain / 2 / ratio;
    }
}
