namespace FlowDemo.Paths;

/// <summary>
/// A path run from its end: <c>alpha_m(s) = sigma(1 - s), sigma_m(s) = alpha(1 - s)</c>, so that what was data is noise and what was
/// noise is data.
/// </summary>
/// <param name="path">The path.</param>
internal sealed class MirroredPath(IPath path) : IPath
{
    /// <inheritdoc/>
    public PathPoint At(double t)
    {
        PathPoint p = path.At(1 - t);
        return new PathPoint(
            t,
            p.Sigma,
            p.Alpha,
            -p.SigmaRate,
            -p.AlphaRate,
            p.SigmaCurvature,
            p.AlphaCurvature,
            -p.Alpha * p.AlphaRate,
            (p.AlphaRate * p.AlphaRate) + (p.Alpha * p.AlphaCurvature));
    }
}
