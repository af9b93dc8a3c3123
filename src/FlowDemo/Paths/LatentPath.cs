namespace FlowDemo.Paths;

/// <summary>
/// A path between two laws with normal noise of its own on the way: <c>x_t = sigma x0 + alpha x1 + gamma z, z ~ N(0, I)</c>, gamma 0 at
/// both ends, alpha and sigma those of another path.
/// </summary>
/// <remarks>
/// Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv 2303.08797. The
/// trigonometric path is shrunk by <c>q = sqrt(1 - gamma^2)</c> there, so that unit variances stay.
/// </remarks>
/// <param name="path">alpha and sigma.</param>
/// <param name="form">gamma, one of <see cref="Latent.Forms"/>.</param>
/// <param name="keepsVariance">Whether alpha and sigma are shrunk by q.</param>
internal sealed class LatentPath(IPath path, string form, bool keepsVariance) : IPath
{
    /// <inheritdoc/>
    public bool IsTwoSided => true;

    /// <inheritdoc/>
    public bool HasLatent => true;

    /// <inheritdoc/>
    public PathPoint At(double t)
    {
        PathPoint p = Latent.AddTo(path.At(t), form);
        if (!keepsVariance)
        {
            return p;
        }

        // q^2 = 1 - gamma^2, so q q' = -gamma gamma' and q'^2 + q q'' = -(gamma gamma')'.
        double q = Math.Sqrt(1 - p.LatentSquare);
        double rate = -p.LatentSquareRate / q;
        double curvature = -(p.LatentSquareCurvature + (rate * rate)) / q;
        (double sigma, double sigmaRate) = (q * p.Sigma, (rate * p.Sigma) + (q * p.SigmaRate));
        double sigmaCurvature = (curvature * p.Sigma) + (2 * rate * p.SigmaRate) + (q * p.SigmaCurvature);
        return p with
        {
            Alpha = q * p.Alpha,
            AlphaRate = (rate * p.Alpha) + (q * p.AlphaRate),
            AlphaCurvature = (curvature * p.Alpha) + (2 * rate * p.AlphaRate) + (q * p.AlphaCurvature),
            Sigma = sigma,
            SigmaRate = sigmaRate,
            SigmaCurvature = sigmaCurvature,
            SigmaSquareRate = sigma * sigmaRate,
            SigmaSquareCurvature = (sigmaRate * sigmaRate) + (sigma * sigmaCurvature),
        };
    }
}
