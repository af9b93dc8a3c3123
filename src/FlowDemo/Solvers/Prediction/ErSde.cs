using FlowDemo.Paths;
using MathNet.Numerics.Integration;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// ER-SDE: exact for constant data predictions on the reverse equation whose noise is scaled by a function phi of the noise level
/// <c>rho = sigma / alpha</c>: <c>x_t = (alpha_t / alpha_s) f x_s + alpha_t (1 - f) D + alpha_t sqrt(rho_t^2 - rho_s^2 f^2) n, f =
/// phi(rho_t) / phi(rho_s)</c>. The second order adds <c>alpha_t (rho_t - rho_s + phi(rho_t) I) (D - D_before) / (rho_s - rho_before), I
/// the integral of 1/phi from rho_t to rho_s</c>. Carries the key of its noise, and D at order 2.
/// </summary>
/// <remarks>
/// Cui et al., Elucidating the Solution Space of Extended Reverse-Time SDE for Diffusion Models, 2023, arXiv 2309.06169, and its code,
/// whose sum of 100 terms for I is a Gauss-Legendre rule here. phi = rho is the flow, phi = rho^2 is ddim with eta = 1; where alpha is
/// 0 the limits are taken: the start is forgotten unless phi = rho, and a slope across an infinite interval is 0.
/// </remarks>
/// <param name="phi">One of the words of the catalogue.</param>
internal sealed class ErSde(string phi) : INoisyRule
{
    /// <summary>The functions that phi may be, the default first.</summary>
    internal static readonly string[] Functions = ["type7", "ode", "rho1.5", "sde", "rho2.5"];

    private static readonly GaussLegendreRule Rule = new(-1, 1, 32);

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "er-sde", "ER-SDE: exponential steps on a reverse equation whose noise a function of the noise level scales.", static a =>
            new NoisyPrediction(
                new ErSde(a.Word(1, Functions)), a.Integer(0, 1, 2), NoiseDraw.Read(a, 2)))
    {
        Formula = "x = (alpha_t/alpha_s) f x + alpha_t (1 - f) D + alpha_t sqrt(rho_t^2 - rho_s^2 f^2) n, f = phi(rho_t)/phi(rho_s), "
            + "rho = sigma/alpha; order 2: + alpha_t (rho_t - rho_s + phi(rho_t) I) (D - D1)/(rho_s - rho_1), I = int drho/phi",
        Order = "weak order 1",
        Cost = "N",
        Source = "Cui et al., Elucidating the Solution Space of Extended Reverse-Time SDE for Diffusion Models, 2023, arXiv 2309.06169",
        Notes = NoiseDraw.Judged
            + " er-sde:1,ode is ddim, er-sde:1,sde is ddim:1. Type 7 is the default of its code, called SDE 5 in the paper. "
            + "Order 2 is that of the drift; the first two steps and the last are of order 1.",
        Parameters =
        [
            new("predictions", "1", "1, or 2 for the second order, which uses the prediction before too."),
            new("phi", "type7", "type7 for rho (exp(rho^0.3) + 10), ode for rho, which adds no noise, rho1.5, sde for rho^2, or rho2.5."),
            NoiseDraw.Parameter,
        ],
    };

    /// <inheritdoc/>
    public bool IsStochastic => phi != "ode";

    /// <inheritdoc/>
    public INoisyRule WithoutNoise => new ErSde("ode");

    /// <inheritdoc/>
    public NoisyStep Between(PathPoint s, PathPoint t)
    {
        double decay = (phi, s.Alpha == 0 || t.Sigma == 0) switch
        {
            ("ode", _) => t.Sigma / s.Sigma,
            (_, true) => 0,
            _ => t.Alpha / s.Alpha * Math.Exp(LogPhi(-t.HalfLogSnr) - LogPhi(-s.HalfLogSnr)),
        };
        return new NoisyStep(decay, Math.Max(0, (t.Sigma * t.Sigma) - Math.Pow(s.Sigma * decay, 2)));
    }

    /// <inheritdoc/>
    public double Slope(PathPoint before, PathPoint s, PathPoint t, double gain)
    {
        if (before.Alpha == 0)
        {
            return 0;
        }

        (double from, double to) = (-t.HalfLogSnr, -s.HalfLogSnr);
        double integral = 0;
        for (int i = 0; i < Rule.Order; i++)
        {
            // In log rho, where 1/phi does not change over orders of magnitude.
            double l = (from + to + ((to - from) * Rule.GetAbscissa(i))) / 2;
            integral += Rule.GetWeight(i) * Math.Exp(LogPhi(from) - LogPhi(l) + l);
        }

        double level = s.Sigma / s.Alpha;
        return t.Alpha * ((t.Sigma / t.Alpha) - level + ((to - from) / 2 * integral)) / (level - (before.Sigma / before.Alpha));
    }

    /// <summary>log phi at log rho, finite wherever rho is, also where phi is not.</summary>
    private double LogPhi(double l)
    {
        double power = Math.Exp(0.3 * l);
        return phi switch
        {
            "ode" => l,
            "rho1.5" => 1.5 * l,
            "sde" => 2 * l,
            "rho2.5" => 2.5 * l,
            _ => l + power + NearZero.LogP1(10 * Math.Exp(-power)),
        };
    }
}
