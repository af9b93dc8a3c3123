using System.Collections.Immutable;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Fields;

/// <summary>
/// Everything that is known of a point at a time, one point after the other: <c>D = E[x1 | x_t = x], e = E[x0 | x_t = x],
/// s = grad log p_t(x), u = alpha' D + sigma' e</c>. It is the plain counterpart of the vectorised field, and what that is
/// tested against.
/// </summary>
/// <param name="mixture">The data distribution.</param>
/// <param name="path">The path.</param>
public sealed class MixturePosterior(GaussianMixture mixture, IPath path)
{
    private readonly ImmutableArray<ComponentShape> shapes = [.. mixture.Components.Select(static c => new ComponentShape(c))];

    /// <summary>The posterior at one point.</summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">First coordinate of the state.</param>
    /// <param name="y">Second coordinate of the state.</param>
    public PosteriorPoint At(double t, double x, double y)
    {
        PathPoint p = path.At(t);
        (double[] logs, double largest, double total) = LogWeights(p, x, y);
        (double ux, double uy, double dataX, double dataY, double scoreX, double scoreY) = (0, 0, 0, 0, 0, 0);
        for (int k = 0; k < logs.Length; k++)
        {
            ComponentShape c = shapes[k];
            double gamma = Math.Exp(logs[k] - largest) / total;
            double rx = x - (p.Alpha * c.MeanX);
            double ry = y - (p.Alpha * c.MeanY);
            (double v1, double v2) = (Variance(p, c.Eigenvalue1), Variance(p, c.Eigenvalue2));
            (double sx, double sy) = Apply(c, -1 / v1, -1 / v2, rx, ry);
            (double kx, double ky) = ComponentVelocity(c, p, rx, ry);
            (double dx, double dy) = Apply(c, p.Alpha * c.Eigenvalue1 / v1, p.Alpha * c.Eigenvalue2 / v2, rx, ry);
            ux += gamma * kx;
            uy += gamma * ky;
            dataX += gamma * (c.MeanX + dx);
            dataY += gamma * (c.MeanY + dy);
            scoreX += gamma * sx;
            scoreY += gamma * sy;
        }

        return new PosteriorPoint(
            (ux, uy),
            (dataX, dataY),
            (-p.Sigma * scoreX, -p.Sigma * scoreY),
            (scoreX, scoreY),
            largest + Math.Log(total) - Math.Log(2 * Math.PI));
    }

    /// <summary>The largest probability with which any one component is where a point goes: 1 where that is settled.</summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">First coordinate of the state.</param>
    /// <param name="y">Second coordinate of the state.</param>
    internal double LargestResponsibility(double t, double x, double y) => 1 / LogWeights(path.At(t), x, y).Total;

    /// <summary>
    /// The velocity where the component is told by more than the point: <c>u = sum_k w_k u_k, w = softmax(log w_k + E_k)</c>, and
    /// <c>E_k &lt;- decay E_k + log p_t(x | k)</c> first, up to a number that all components share. From E = 0 it is the velocity of the
    /// mixture.
    /// </summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">First coordinate of the state.</param>
    /// <param name="y">Second coordinate of the state.</param>
    /// <param name="decay">How much of what was known before counts.</param>
    /// <param name="evidence">E, one for each component; changed.</param>
    internal (double X, double Y) VelocityGiven(double t, double x, double y, double decay, Span<double> evidence)
    {
        PathPoint p = path.At(t);
        double largest = double.NegativeInfinity;
        for (int k = 0; k < evidence.Length; k++)
        {
            evidence[k] = (decay * evidence[k]) + LogWeight(shapes[k], p, x, y) - shapes[k].LogWeight;
            largest = Math.Max(largest, evidence[k] + shapes[k].LogWeight);
        }

        (double total, double ux, double uy) = (0, 0, 0);
        for (int k = 0; k < evidence.Length; k++)
        {
            ComponentShape c = shapes[k];
            double weight = Math.Exp(evidence[k] + c.LogWeight - largest);
            (double kx, double ky) = ComponentVelocity(c, p, x - (p.Alpha * c.MeanX), y - (p.Alpha * c.MeanY));
            (total, ux, uy) = (total + weight, ux + (weight * kx), uy + (weight * ky));
        }

        return (ux / total, uy / total);
    }

    /// <summary>
    /// How the velocity at a point changes with the weights w of the components: <c>du = sum_k b_k dw_k</c>,
    /// <c>b_k = (gamma_k / w_k) (u_k - u)</c>, gamma the posterior of the components there and u_k the velocity of one alone. Each is given
    /// as <c>sqrt(w_k) b_k</c>, so that
    /// products over k are those of the covariance <c>diag(w) - w w^T</c> of weights that are drawn: the b_k have no mean,
    /// <c>sum_k w_k b_k = 0</c>.
    /// </summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">First coordinate of the state.</param>
    /// <param name="y">Second coordinate of the state.</param>
    /// <param name="slopesX">Receives the first coordinates, one for each component.</param>
    /// <param name="slopesY">Receives the second coordinates.</param>
    internal void WeightSlopes(double t, double x, double y, Span<double> slopesX, Span<double> slopesY)
    {
        PathPoint p = path.At(t);
        (double[] logs, double largest, double total) = LogWeights(p, x, y);
        (double ux, double uy) = (0, 0);
        for (int k = 0; k < logs.Length; k++)
        {
            ComponentShape c = shapes[k];
            (slopesX[k], slopesY[k]) = ComponentVelocity(c, p, x - (p.Alpha * c.MeanX), y - (p.Alpha * c.MeanY));
            logs[k] = Math.Exp(logs[k] - largest) / total;
            ux += logs[k] * slopesX[k];
            uy += logs[k] * slopesY[k];
        }

        for (int k = 0; k < logs.Length; k++)
        {
            double factor = logs[k] / Math.Exp(0.5 * shapes[k].LogWeight);
            (slopesX[k], slopesY[k]) = (factor * (slopesX[k] - ux), factor * (slopesY[k] - uy));
        }
    }

    private (double[] Logs, double Largest, double Total) LogWeights(PathPoint p, double x, double y)
    {
        double[] logs = new double[shapes.Length];
        for (int k = 0; k < logs.Length; k++)
        {
            logs[k] = LogWeight(shapes[k], p, x, y);
        }

        double largest = logs.Max();
        return (logs, largest, logs.Sum(l => Math.Exp(l - largest)));
    }

    private static (double X, double Y) ComponentVelocity(ComponentShape c, PathPoint p, double rx, double ry)
    {
        (double v1, double v2) = (Variance(p, c.Eigenvalue1), Variance(p, c.Eigenvalue2));
        (double ax, double ay) = Apply(c, Gain(p, c.Eigenvalue1) / v1, Gain(p, c.Eigenvalue2) / v2, rx, ry);
        return ((p.AlphaRate * c.MeanX) + ax, (p.AlphaRate * c.MeanY) + ay);
    }

    private static double LogWeight(ComponentShape c, PathPoint p, double x, double y)
    {
        double rx = x - (p.Alpha * c.MeanX);
        double ry = y - (p.Alpha * c.MeanY);
        (double v1, double v2) = (Variance(p, c.Eigenvalue1), Variance(p, c.Eigenvalue2));
        (double px, double py) = Apply(c, 1 / v1, 1 / v2, rx, ry);
        return c.LogWeight - (0.5 * Math.Log(v1 * v2)) - (0.5 * ((rx * px) + (ry * py)));
    }

    private static (double X, double Y) Apply(ComponentShape c, double value1, double value2, double rx, double ry)
    {
        c.Compose(value1, value2, out double xx, out double xy, out double yy);
        return ((xx * rx) + (xy * ry), (xy * rx) + (yy * ry));
    }

    private static double Variance(PathPoint p, double eigenvalue) => (p.Alpha * p.Alpha * eigenvalue) + (p.Sigma * p.Sigma);

    private static double Gain(PathPoint p, double eigenvalue) => (p.Alpha * p.AlphaRate * eigenvalue) + p.SigmaSquareRate;
}

/// <summary>What the exact flow knows of one point at one time.</summary>
/// <param name="Velocity">u(x, t).</param>
/// <param name="DataPrediction">D = E[x1 | x_t = x].</param>
/// <param name="NoisePrediction">e = E[x0 | x_t = x].</param>
/// <param name="Score">Gradient of the log density of x_t.</param>
/// <param name="LogDensity">Log density of x_t in nats.</param>
public readonly record struct PosteriorPoint(
    (double X, double Y) Velocity,
    (double X, double Y) DataPrediction,
    (double X, double Y) NoisePrediction,
    (double X, double Y) Score,
    double LogDensity);
