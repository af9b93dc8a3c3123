using FlowDemo.Fields;
using FlowDemo.Solvers.Multistep;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// A multistep method on the data prediction, <c>x_t = (sigma_t / sigma_s) x_s + sum_j w_j D_j</c>, with the weights of one of
/// the methods beside it. N evaluations, carries k predictions; the history grows from one. Never evaluates u at t = 1.
/// </summary>
/// <param name="order">k, the longest history used.</param>
/// <param name="lowersOrderAtEnd">Whether the last steps use a shorter history, the very last of them one prediction.</param>
/// <param name="rule">Gives the weights.</param>
internal sealed class PredictionMultistep(int order, bool lowersOrderAtEnd, PredictionWeights rule) : ISolver
{
    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
        new Stepper(flow, rule, new EvaluationHistory(order, batch), lowersOrderAtEnd ? grid : null);

    private sealed class Stepper(Flow flow, PredictionWeights rule, EvaluationHistory history, TimeGrid? ending) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            DataPrediction.Evaluate(flow, t0, x, history.Push(t0));
            int reach = ending is null ? history.Count : Math.Min(history.Count, GridPosition.StepsFrom(ending, t0));
            ReadOnlySpan<double> times = history.Times[..reach];
            Span<double> weights = stackalloc double[times.Length];
            rule(flow.Path, times, t1, weights);
            double decay = flow.Path.At(t1).Sigma / flow.Path.At(t0).Sigma;
            Flat.Combine(x.Values, decay, weights[0], history[0].Values);
            weights[0] = 0;
            history.AddTo(x, weights);
        }
    }
}
