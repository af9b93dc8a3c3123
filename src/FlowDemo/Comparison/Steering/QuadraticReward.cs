using FlowDemo.Targets;

namespace FlowDemo.Comparison.Steering;

/// <summary>
/// <c>r(x) = c . x - 1/2 (x - q)^T Q (x - q) + constant</c>: linear, quadratic, or the logarithm of the likelihood of a measurement
/// <c>y = a . x + n, n ~ N(0, s^2)</c>, where Q = a a^T / s^2. The tilt keeps every component a Gaussian: <c>P = S^-1 + Q/L, S' = P^-1,
/// m' = S' (S^-1 m + (Q q + c)/L)</c>.
/// </summary>
/// <param name="cx">First coordinate of c.</param>
/// <param name="cy">Second coordinate of c.</param>
/// <param name="qx">First coordinate of q.</param>
/// <param name="qy">Second coordinate of q.</param>
/// <param name="xx">First diagonal entry of Q.</param>
/// <param name="xy">The other entries.</param>
/// <param name="yy">Second diagonal entry of Q.</param>
/// <param name="constant">Added to r.</param>
/// <param name="costScale">What the cost of steering by gradients is in units of -r.</param>
internal sealed class QuadraticReward(
    double cx, double cy, double qx, double qy, double xx, double xy, double yy, double constant = 0, double costScale = 1) : IReward
{
    /// <summary>The likelihood of a measurement; the cost of gradients is <c>(a . x - y)^2</c>.</summary>
    /// <param name="ax">First coordinate of a.</param>
    /// <param name="ay">Second coordinate of a.</param>
    /// <param name="value">y.</param>
    /// <param name="deviation">s.</param>
    /// <exception cref="FlowDemoException">a is 0: nothing is measured.</exception>
    public static QuadraticReward Measured(double ax, double ay, double value, double deviation)
    {
        double norm = (ax * ax) + (ay * ay);
        if (norm == 0)
        {
            throw new FlowDemoException(
                "The measurement 'measured:0,0' has rank 0: it says nothing of x; give a direction other than 0,0.");
        }

        double variance = deviation * deviation;
        return new QuadraticReward(
            0,
            0,
            ax * value / norm,
            ay * value / norm,
            ax * ax / variance,
            ax * ay / variance,
            ay * ay / variance,
            -Math.Log(deviation * Math.Sqrt(2 * Math.PI)),
            2 * variance);
    }

    /// <inheritdoc/>
    public double At(double x, double y)
    {
        (double dx, double dy) = (x - qx, y - qy);
        return (cx * x) + (cy * y) - (0.5 * ((xx * dx * dx) + (2 * xy * dx * dy) + (yy * dy * dy))) + constant;
    }

    /// <inheritdoc/>
    public (double X, double Y) CostGradient(double x, double y)
    {
        (double dx, double dy) = (x - qx, y - qy);
        return (costScale * ((xx * dx) + (xy * dy) - cx), costScale * ((xy * dx) + (yy * dy) - cy));
    }

    /// <inheritdoc/>
    public TiltedMixture Tilt(GaussianMixture mixture, double temperature)
    {
        double[] logs = new double[mixture.Components.Length];
        GaussianComponent[] tilted = new GaussianComponent[logs.Length];
        (double forceX, double forceY) = (
            ((xx * qx) + (xy * qy) + cx) / temperature, ((xy * qx) + (yy * qy) + cy) / temperature);
        double atCentre = ((xx * qx * qx) + (2 * xy * qx * qy) + (yy * qy * qy)) / temperature;
        for (int k = 0; k < logs.Length; k++)
        {
            GaussianComponent c = mixture.Components[k];
            double determinant = c.Determinant;
            (double ixx, double ixy, double iyy) =
                (c.CovarianceYY / determinant, -c.CovarianceXY / determinant, c.CovarianceXX / determinant);
            (double pxx, double pxy, double pyy) = (ixx + (xx / temperature), ixy + (xy / temperature), iyy + (yy / temperature));
            double precision = (pxx * pyy) - (pxy * pxy);
            (double sxx, double sxy, double syy) = (pyy / precision, -pxy / precision, pxx / precision);
            (double bx, double by) = ((ixx * c.MeanX) + (ixy * c.MeanY) + forceX, (ixy * c.MeanX) + (iyy * c.MeanY) + forceY);
            (double mx, double my) = ((sxx * bx) + (sxy * by), (sxy * bx) + (syy * by));
            double before = (ixx * c.MeanX * c.MeanX) + (2 * ixy * c.MeanX * c.MeanY) + (iyy * c.MeanY * c.MeanY);
            logs[k] = Math.Log(c.Weight) - (0.5 * Math.Log(precision * determinant))
                - (0.5 * (before + atCentre - (bx * mx) - (by * my))) + (constant / temperature);
            tilted[k] = new GaussianComponent(c.Weight, mx, my, sxx, sxy, syy);
        }

        return TiltedMixture.Of(tilted, logs);
    }
}
