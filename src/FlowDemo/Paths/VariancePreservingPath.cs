namespace FlowDemo.Paths;

/// <summary>
/// The variance-preserving path of diffusion models with a linear beta from 0.1 to 20:
/// <c>A = exp(-T / 2), T = 9.95 v^2 + 0.1 v, v = 1 - t; sigma^2 = 1 - alpha^2</c>. alpha is A rescaled to start
/// at exactly 0, so that the noise end is pure noise; A itself starts at 0.0066.
/// </summary>
/// <remarks>
/// Song et al., Score-Based Generative Modeling through Stochastic Differential Equations, 2020, arXiv 2011.13456, equation
/// 33; the rescaling is that of Lin et al., Common Diffusion Noise Schedules and Sample Steps are Flawed, 2023, arXiv
/// 2305.08891, algorithm 1. sigma' is infinite at t = 1, sigma sigma' = -alpha alpha' is not: the field is smooth there.
/// </remarks>
public sealed class VariancePreservingPath : IPath
{
    private const double BetaMin = 0.1;
    private const double BetaMax = 20;
    private readonly double start;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPath> Entry { get; } = new(
        "vp", "The variance-preserving path of diffusion models, beta from 0.1 to 20, rescaled to start at pure noise.", static _ =>
            new VariancePreservingPath())
    {
        Formula = "A = exp(-T / 2), T = 9.95 (1 - t)^2 + 0.1 (1 - t), alpha = (A - A(0)) / (1 - A(0)), sigma^2 = 1 - alpha^2",
        Source = "Song et al., Score-Based Generative Modeling through Stochastic Differential Equations, 2020, arXiv 2011.13456; "
            + "Lin et al., Common Diffusion Noise Schedules and Sample Steps are Flawed, 2023, arXiv 2305.08891",
        Notes = "sigma' is infinite at t = 1; the velocity is not.",
    };

    /// <summary>Creates the path.</summary>
    public VariancePreservingPath()
        : this(zeroTerminalSnr: true)
    {
    }

    /// <summary>Creates the path with or without the rescaling, so that it can be held against programs that do without.</summary>
    /// <param name="zeroTerminalSnr">True: alpha(0) is exactly 0. False: alpha = A, which leaves a trace of data in the noise.</param>
    internal VariancePreservingPath(bool zeroTerminalSnr) => start = zeroTerminalSnr ? Math.Exp(-Integral(1) / 2) : 0;

    /// <inheritdoc/>
    public PathPoint At(double t)
    {
        double v = 1 - t;
        double beta = ((BetaMax - BetaMin) * v) + BetaMin;
        double a = Math.Exp(-Integral(v) / 2);
        double scale = 1 / (1 - start);
        double alpha = (a - start) * scale;
        double alphaRate = a * beta / 2 * scale;
        double alphaCurvature = a * ((beta * beta / 4) - ((BetaMax - BetaMin) / 2)) * scale;

        // 1 - alpha^2 cancels near the data end, so it is built from the differences.
        double lack = (-NearZero.ExpM1(-Integral(v) / 2)) * scale;
        double sigma = Math.Sqrt(lack * (1 + alpha));
        double product = -alpha * alphaRate;
        double productRate = -((alphaRate * alphaRate) + (alpha * alphaCurvature));
        double sigmaRate = product / sigma;
        double sigmaCurvature = sigma == 0 ? double.NegativeInfinity : (productRate - (sigmaRate * sigmaRate)) / sigma;
        return new PathPoint(t, alpha, sigma, alphaRate, sigmaRate, alphaCurvature, sigmaCurvature, product, productRate);
    }

    private static double Integral(double v) => (0.5 * v * v * (BetaMax - BetaMin)) + (BetaMin * v);
}
