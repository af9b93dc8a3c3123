namespace FlowDemo.Paths;

/// <summary>
/// The noise level S = sigma / alpha in which the diffusion literature spaces its grids (the "sigma" of EDM): infinite at
/// t = 0, zero at t = 1. On the linear path <c>t = 1 / (1 + S)</c>. Not to be confused with sigma itself.
/// </summary>
internal static class NoiseLevel
{
    /// <summary>The time at which the path has a given noise level, to the last bit that bisection can tell.</summary>
    /// <param name="path">Any path: sigma falls and alpha rises along it.</param>
    /// <param name="level">S, positive and finite.</param>
    public static double TimeOf(IPath path, double level) => Bisection.Solve(t => Excess(path.At(t), level), 0, 1);

    /// <summary>
    /// S for a noise share s = sigma / (alpha + sigma), which is 1 - t on the linear path and the "sigma" of flow-matching schedulers.
    /// </summary>
    /// <param name="share">s, in (0, 1).</param>
    public static double OfShare(double share) => share / (1 - share);

    private static double Excess(PathPoint point, double level) => (level * point.Alpha) - point.Sigma;
}
