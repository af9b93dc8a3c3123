namespace FlowDemo.Paths;

/// <summary>
/// From blurred data to the data itself, <c>x_t = x1 + (1 - t) s n, n ~ N(0, I)</c>: alpha = 1, sigma = (1 - t) s. The pair
/// (x1 + s n, x1) is joined by a straight line. It does not start at N(0, I), so it is no path for compare and not in the catalogue.
/// </summary>
/// <param name="blur">s, positive; data units.</param>
internal sealed class BlurPath(double blur) : IPath
{
    public PathPoint At(double t)
    {
        double sigma = (1 - t) * blur;
        return new PathPoint(t, 1, sigma, 0, -blur, 0, 0, -blur * sigma, blur * blur);
    }
}
