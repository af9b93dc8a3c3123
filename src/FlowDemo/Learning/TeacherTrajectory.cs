using FlowDemo.Fields;
using FlowDemo.Sampling;

namespace FlowDemo.Learning;

/// <summary>
/// States of the exact flow at the knots of a grid, with how much an error made on the way to a knot grows until the end.
/// </summary>
/// <param name="States">One batch per knot.</param>
/// <param name="Weights">
/// For each knot but the last, one weight per sample: <c>1 + min(|J|^2 / 2, 30)</c>, J the Jacobian of the exact flow from the
/// next knot to the end, Frobenius norm. A squared error at the knot times |J|^2 is what it adds to the squared error at the
/// end, to first order.
/// </param>
internal sealed record TeacherTrajectory(SampleBatch[] States, double[][] Weights)
{
    /// <summary>Beyond this the linearisation says nothing: an error moves the sample to another mode and stops growing.</summary>
    private const double LargestGrowth = 30;

    /// <summary>Solves the exact flow together with its two tangents.</summary>
    /// <param name="context">Teacher, noise and execution.</param>
    /// <param name="grid">The knots.</param>
    internal static TeacherTrajectory Solve(TrainingContext context, TimeGrid grid)
    {
        SampleBatch[] extended = Sampler.Trajectory(
            TangentField.Of(context.Teacher), context.FineSolver, grid, TangentField.Extend(context.Noise), context.Execution);
        SampleBatch[] states = [.. extended.Select(e => context.Symmetry.Complete(TangentField.PointsOf(e)))];
        double[][] weights = [.. extended[1..].Select(e => Repeat(Growth(e, extended[^1]), context.Symmetry.Order))];
        return new TeacherTrajectory(states, weights);
    }

    /// <summary>J = J(0 to 1) J(0 to t)^-1.</summary>
    private static double[] Growth(SampleBatch here, SampleBatch end)
    {
        double[] weights = new double[here.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            (double a, double b, double c, double d) = TangentField.JacobianOf(here, i);
            (double p, double q, double r, double s) = TangentField.JacobianOf(end, i);
            double determinant = (a * d) - (b * c);
            double xx = ((p * d) - (q * c)) / determinant;
            double xy = ((q * a) - (p * b)) / determinant;
            double yx = ((r * d) - (s * c)) / determinant;
            double yy = ((s * a) - (r * b)) / determinant;
            weights[i] = 1 + Math.Min(((xx * xx) + (xy * xy) + (yx * yx) + (yy * yy)) / 2, LargestGrowth);
        }

        return weights;
    }

    private static double[] Repeat(double[] values, int times) => [.. Enumerable.Repeat(values, times).SelectMany(static v => v)];
}
