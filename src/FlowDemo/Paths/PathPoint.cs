namespace FlowDemo.Paths;

/// <summary>The coefficients of a path at one time, with what the exact field needs of their derivatives.</summary>
/// <param name="Time">t in [0, 1].</param>
/// <param name="Alpha">alpha, the share of the data, from 0 to 1.</param>
/// <param name="Sigma">sigma, the share of the noise, from 1 to 0.</param>
/// <param name="AlphaRate">alpha', its first derivative.</param>
/// <param name="SigmaRate">sigma', its first derivative; minus infinity at t = 1 on the variance-preserving path.</param>
/// <param name="AlphaCurvature">alpha'', its second derivative.</param>
/// <param name="SigmaCurvature">sigma'', its second derivative; minus infinity where <paramref name="SigmaRate"/> is.</param>
/// <param name="SigmaSquareRate">sigma sigma', half the derivative of sigma^2: finite on every path.</param>
/// <param name="SigmaSquareCurvature">sigma'^2 + sigma sigma'', the derivative of <paramref name="SigmaSquareRate"/>: finite on every
/// path.</param>
public readonly record struct PathPoint(
    double Time,
    double Alpha,
    double Sigma,
    double AlphaRate,
    double SigmaRate,
    double AlphaCurvature,
    double SigmaCurvature,
    double SigmaSquareRate,
    double SigmaSquareCurvature)
{
    /// <summary>gamma^2, the variance of the noise that the path mixes in on the way; 0 on most.</summary>
    public double LatentSquare { get; init; }

    /// <summary>gamma gamma', half the derivative of <see cref="LatentSquare"/>.</summary>
    public double LatentSquareRate { get; init; }

    /// <summary>The derivative of <see cref="LatentSquareRate"/>.</summary>
    public double LatentSquareCurvature { get; init; }

    /// <summary>
    /// W = alpha' sigma - alpha sigma', positive inside (0, 1): the factor between velocity and data or noise prediction.
    /// </summary>
    public double Wronskian => (AlphaRate * Sigma) - (Alpha * SigmaRate);

    /// <summary>lambda = log(alpha / sigma), half the log signal-to-noise ratio: minus infinity at t = 0, plus infinity at t = 1.</summary>
    public double HalfLogSnr => Math.Log(Alpha / Sigma);
}
