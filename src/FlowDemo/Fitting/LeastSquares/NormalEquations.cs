namespace FlowDemo.Fitting.LeastSquares;

/// <summary>A sum of squares near one point: <c>cost + gradient . d + 1/2 d . curvature d</c>, with Gauss and Newton's curvature.</summary>
/// <param name="Cost">The mean loss.</param>
/// <param name="Gradient">Its gradient.</param>
/// <param name="Curvature">J^T J, the lower triangle filled.</param>
internal sealed record NormalEquations(double Cost, double[] Gradient, double[,] Curvature);
