using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Metrics.Statistics;

/// <summary>Mean and covariance of a distribution or of points in the plane.</summary>
/// <param name="MeanX">Mean of x.</param>
/// <param name="MeanY">Mean of y.</param>
/// <param name="XX">Variance of x.</param>
/// <param name="XY">Covariance of x and y.</param>
/// <param name="YY">Variance of y.</param>
internal readonly record struct PlaneMoments(double MeanX, double MeanY, double XX, double XY, double YY)
{
    /// <summary>The exact moments of a mixture.</summary>
    /// <param name="mixture">The mixture.</param>
    public static PlaneMoments Of(GaussianMixture mixture) =>
        new(mixture.MeanX, mixture.MeanY, mixture.CovarianceXX, mixture.CovarianceXY, mixture.CovarianceYY);

    /// <summary>Sums over points, from which moments follow; sums of disjoint points can be added and taken away.</summary>
    /// <param name="points">The points.</param>
    /// <param name="start">The first one.</param>
    /// <param name="end">The one behind the last.</param>
    /// <param name="origin">What the points are measured from, so that nothing cancels: its mean is near theirs.</param>
    public static Sum Sums(SampleBatch points, int start, int end, PlaneMoments origin)
    {
        Sum sum = new(0, origin.MeanX, origin.MeanY, 0, 0, 0, 0, 0);
        for (int i = start; i < end; i++)
        {
            double x = points[i, 0] - origin.MeanX;
            double y = points[i, 1] - origin.MeanY;
            sum += new Sum(1, origin.MeanX, origin.MeanY, x, y, x * x, x * y, y * y);
        }

        return sum;
    }

    /// <summary>The sums of each group of samples that is independent of the others.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="points">The points.</param>
    /// <param name="origin">What the points are measured from.</param>
    public static Sum[] Groups(NoiseSet noise, SampleBatch points, PlaneMoments origin)
    {
        int groups = SampleGroups.Count(noise);
        return [.. Enumerable.Range(0, groups).Select(
            g => Sums(points, SampleGroups.Start(noise, groups, g), SampleGroups.Start(noise, groups, g + 1), origin))];
    }

    /// <summary>
    /// The squared Bures distance of two covariances, <c>tr(A + B - 2 (B^1/2 A B^1/2)^1/2)</c>, without the cancellation of that form:
    /// it is <c>tr(E B E)</c> where (I + E) carries B to A, <c>E = B^-1/2 K B^-1/2</c> and <c>R K + K B = B^1/2 (A - B) B^1/2</c>,
    /// <c>R = (B^1/2 A B^1/2)^1/2</c>.
    /// </summary>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    public static double SquaredBures(PlaneMoments a, PlaneMoments b)
    {
        // In the axes of B, which is diag(p, q) there.
        double angle = 0.5 * Math.Atan2(2 * b.XY, b.XX - b.YY);
        (double sin, double cos) = Math.SinCos(angle);
        (double p, _, double q) = Turn(b.XX, b.XY, b.YY, cos, sin);
        (double axx, double axy, double ayy) = Turn(a.XX, a.XY, a.YY, cos, sin);
        (double dxx, double dxy, double dyy) = Turn(a.XX - b.XX, a.XY - b.XY, a.YY - b.YY, cos, sin);
        double product = Math.Sqrt(Math.Max(0, p * q));
        double root = product * Math.Sqrt(Math.Max(0, (axx * ayy) - (axy * axy)));
        double scale = Math.Sqrt(Math.Max(0, (p * axx) + (q * ayy) + (2 * root)));
        if (!(Math.Min(p, q) > 1e-13 * Math.Max(p, q) && scale > 0))
        {
            return Math.Max(0, a.XX + a.YY + b.XX + b.YY - (2 * scale));
        }

        // R by Cayley and Hamilton; then a column of K at a time.
        (double rxx, double rxy, double ryy) = (((p * axx) + root) / scale, product * axy / scale, ((q * ayy) + root) / scale);
        (double kxx, double kyx) = Solve(rxx + p, rxy, ryy + p, p * dxx, product * dxy);
        (double kxy, double kyy) = Solve(rxx + q, rxy, ryy + q, product * dxy, q * dyy);
        return (((kxx * kxx) + (kxy * kxy)) / p) + (((kyx * kyx) + (kyy * kyy)) / q);
    }

    private static (double XX, double XY, double YY) Turn(double xx, double xy, double yy, double cos, double sin) => (
        (cos * cos * xx) + (2 * cos * sin * xy) + (sin * sin * yy),
        (cos * sin * (yy - xx)) + (((cos * cos) - (sin * sin)) * xy),
        (sin * sin * xx) - (2 * cos * sin * xy) + (cos * cos * yy));

    private static (double X, double Y) Solve(double xx, double xy, double yy, double right, double below)
    {
        double determinant = (xx * yy) - (xy * xy);
        return (((yy * right) - (xy * below)) / determinant, ((xx * below) - (xy * right)) / determinant);
    }

    /// <summary>Sums of points measured from an origin.</summary>
    internal readonly record struct Sum(long Count, double OriginX, double OriginY, double X, double Y, double XX, double XY, double YY)
    {
        /// <summary>Mean, and covariance divided by n - 1.</summary>
        public PlaneMoments Moments
        {
            get
            {
                (double x, double y, double rest) = (X / Count, Y / Count, Count - 1);
                return new PlaneMoments(
                    OriginX + x, OriginY + y, (XX - (Count * x * x)) / rest, (XY - (Count * x * y)) / rest, (YY - (Count * y * y)) / rest);
            }
        }

        public static Sum operator +(Sum a, Sum b) =>
            a with { Count = a.Count + b.Count, X = a.X + b.X, Y = a.Y + b.Y, XX = a.XX + b.XX, XY = a.XY + b.XY, YY = a.YY + b.YY };

        public static Sum operator -(Sum a, Sum b) =>
            a with { Count = a.Count - b.Count, X = a.X - b.X, Y = a.Y - b.Y, XX = a.XX - b.XX, XY = a.XY - b.XY, YY = a.YY - b.YY };
    }
}
