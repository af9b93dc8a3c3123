namespace FlowDemo.Fitting.LeastSquares;

/// <summary>
/// Minimises a mean of squares: <c>(J^T J + lambda diag(J^T J)) d = -J^T r</c>, lambda raised until the step gains, lowered by
/// how well the model foretold the gain. It never leaves a point for a worse one.
/// </summary>
/// <remarks>
/// Marquardt, An algorithm for least-squares estimation of nonlinear parameters, 1963; the rule for lambda is Nielsen's,
/// Damping parameter in Marquardt's method, 1999.
/// </remarks>
internal static class LevenbergMarquardt
{
    private const int MaximumRejections = 12;
    private const double SmallestScale = 1e-12;

    /// <summary>Iterates from a start.</summary>
    /// <param name="problem">What to minimise.</param>
    /// <param name="start">Parameters to start from.</param>
    /// <param name="iterations">Most iterations to make.</param>
    /// <param name="tolerance">Stops once an iteration gains less than this share of the cost.</param>
    /// <param name="accepted">Sees every accepted point; returning false stops there.</param>
    /// <returns>The best point and its cost.</returns>
    public static (double[] Parameters, double Cost) Minimise(
        ILeastSquares problem,
        double[] start,
        int iterations,
        double tolerance,
        Func<double[], bool>? accepted = null)
    {
        double[] point = start;
        double cost = double.NaN;
        double damping = 1e-3;
        double[] scale = new double[start.Length];
        for (int iteration = 0; iteration < iterations && start.Length > 0; iteration++)
        {
            NormalEquations model = problem.Linearise(point);
            cost = model.Cost;
            if (!double.IsFinite(cost))
            {
                break;
            }

            for (int p = 0; p < scale.Length; p++)
            {
                scale[p] = Math.Max(scale[p], model.Curvature[p, p]);
            }

            (double[] Point, double Cost)? next = Step(problem, model, point, scale, ref damping);
            if (next is null)
            {
                break;
            }

            double gain = cost - next.Value.Cost;
            (point, cost) = next.Value;
            if ((accepted is not null && !accepted(point)) || gain <= tolerance * cost)
            {
                break;
            }
        }

        return (point, double.IsNaN(cost) ? problem.Cost(point) : cost);
    }

    private static (double[] Point, double Cost)? Step(
        ILeastSquares problem,
        NormalEquations model,
        double[] point,
        double[] scale,
        ref double damping)
    {
        double growth = 2;
        double largest = scale.Max();
        for (int attempt = 0; attempt < MaximumRejections; attempt++)
        {
            double[,] matrix = (double[,])model.Curvature.Clone();
            double[] step = [.. model.Gradient.Select(static g => -g)];
            for (int p = 0; p < step.Length; p++)
            {
                matrix[p, p] += damping * Math.Max(scale[p], SmallestScale * largest);
            }

            if (Cholesky.Solve(matrix, step))
            {
                double[] trial = [.. point.Zip(step, static (x, d) => x + d)];
                double cost = problem.Cost(trial);
                double foretold = -Change(model, step);
                if (cost < model.Cost)
                {
                    double ratio = (model.Cost - cost) / foretold;
                    damping = Math.Max(1e-14, damping * Math.Max(1.0 / 3, 1 - Math.Pow((2 * ratio) - 1, 3)));
                    return (trial, cost);
                }
            }

            damping *= growth;
            growth *= 2;
        }

        return null;
    }

    private static double Change(NormalEquations model, double[] step)
    {
        double change = 0;
        for (int p = 0; p < step.Length; p++)
        {
            change += step[p] * (model.Gradient[p] + (0.5 * model.Curvature[p, p] * step[p]));
            for (int q = 0; q < p; q++)
            {
                change += step[p] * model.Curvature[p, q] * step[q];
            }
        }

        return change;
    }
}

/// <summary>A mean of (robustified) squares to be minimised.</summary>
internal interface ILeastSquares
{
    /// <summary>The mean loss; infinite or NaN where there is none.</summary>
    /// <param name="parameters">Where.</param>
    double Cost(double[] parameters);

    /// <summary>The quadratic model around a point.</summary>
    /// <param name="parameters">Where.</param>
    NormalEquations Linearise(double[] parameters);
}
