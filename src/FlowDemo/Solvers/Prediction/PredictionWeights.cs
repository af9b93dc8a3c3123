using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// Gives the weights w_j of the data predictions in a step <c>x_t = (sigma_t / sigma_s) x_s + sum_j w_j D_j</c>; for constant D
/// they must sum to E.
/// </summary>
/// <param name="path">The path.</param>
/// <param name="times">Times of the predictions, newest first; the first is that of the state that comes in.</param>
/// <param name="to">Time of the state that goes out.</param>
/// <param name="weights">Receives one weight per time.</param>
internal delegate void PredictionWeights(IPath path, ReadOnlySpan<double> times, double to, Span<double> weights);
