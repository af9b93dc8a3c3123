using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// The expected data D = E[x1 | x_t = x], which solvers from diffusion work with, from the velocity:
/// <c>D = (sigma u - sigma' x) / W, W = alpha' sigma - alpha sigma'</c>. Linear in x and u.
/// </summary>
internal static class DataPrediction
{
    /// <summary>Evaluates D before t = 1, at the cost of one velocity.</summary>
    /// <param name="flow">The field and its path.</param>
    /// <param name="t">Time in [0, 1).</param>
    /// <param name="x">States; read only.</param>
    /// <param name="prediction">Receives D(x, t).</param>
    public static void Evaluate(Flow flow, double t, SampleBatch x, SampleBatch prediction)
    {
        flow.Field.Evaluate(t, x, prediction);
        PathPoint p = flow.Path.At(t);
        Flat.Combine(prediction.Values, p.Sigma / p.Wronskian, -p.SigmaRate / p.Wronskian, x.Values);
    }
}
