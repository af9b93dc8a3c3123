namespace FlowDemo.Fields;

/// <summary>Velocity and score of a path between two mixtures at a point, with their divergences.</summary>
/// <param name="Velocity">u.</param>
/// <param name="Score">s, the gradient of the log density.</param>
/// <param name="VelocityDivergence">div u.</param>
/// <param name="ScoreDivergence">div s.</param>
internal readonly record struct PairPoint(
    (double X, double Y) Velocity, (double X, double Y) Score, double VelocityDivergence, double ScoreDivergence)
{
    /// <summary>
    /// Sums over the pairs: <c>div u = sum r (tr A + (u_k - u)(s_k - s)), div s = sum r (-tr C^-1 + s_k (s_k - s))</c>.
    /// </summary>
    /// <param name="shapes">The pairs at the time.</param>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    public static PairPoint Of(ReadOnlySpan<PairShape> shapes, double x, double y)
    {
        double largest = double.NegativeInfinity;
        foreach (ref readonly PairShape shape in shapes)
        {
            largest = Math.Max(largest, shape.LogWeight(x, y));
        }

        double total = 0;
        (double ux, double uy, double sx, double sy) = (0, 0, 0, 0);
        (double traces, double precisions, double products, double squares) = (0, 0, 0, 0);
        foreach (ref readonly PairShape shape in shapes)
        {
            double r = Math.Exp(shape.LogWeight(x, y) - largest);
            (double kx, double ky) = shape.Velocity(x, y);
            (double zx, double zy) = shape.Score(x, y);
            total += r;
            (ux, uy, sx, sy) = (ux + (r * kx), uy + (r * ky), sx + (r * zx), sy + (r * zy));
            traces += r * (shape.Gain.XX + shape.Gain.YY);
            precisions += r * shape.Precision;
            products += r * ((kx * zx) + (ky * zy));
            squares += r * ((zx * zx) + (zy * zy));
        }

        (ux, uy, sx, sy) = (ux / total, uy / total, sx / total, sy / total);
        return new PairPoint(
            (ux, uy),
            (sx, sy),
            ((traces + products) / total) - (ux * sx) - (uy * sy),
            ((squares - precisions) / total) - (sx * sx) - (sy * sy));
    }
}
