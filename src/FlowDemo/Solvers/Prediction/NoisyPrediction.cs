using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Solvers.Multistep;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// A step that is exact for data at one point, whatever share of the noise it keeps: <c>x_t = d x_s + (alpha_t - alpha_s d) D + w (D -
/// D_before) + sqrt(v) n, n ~ N(0, I)</c>, where <c>v = sigma_t^2 - sigma_s^2 d^2</c> makes up for what d takes away. The rule says d
/// and w; with <c>d = sigma_t / sigma_s</c> there is no noise. The last step ends on D. N evaluations, carries the key of its noise and
/// the prediction before.
/// </summary>
/// <param name="rule">The method.</param>
/// <param name="predictions">1, or 2 for a rule with a slope.</param>
/// <param name="draw">Which noise.</param>
internal sealed class NoisyPrediction(INoisyRule rule, int predictions, NoiseDraw draw) : ISolver
{
    /// <inheritdoc/>
    public bool CarriesTangents => !IsStochastic;

    /// <inheritdoc/>
    public bool IsStochastic => rule.IsStochastic;

    /// <inheritdoc/>
    public ISolver? WithoutNoise => IsStochastic ? new NoisyPrediction(rule.WithoutNoise, predictions, draw) : null;

    /// <inheritdoc/>
    public ISolver? OnSameNoise(int parts) =>
        IsStochastic ? new NoisyPrediction(rule, predictions, draw with { Parts = parts }) : null;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
        new Stepper(flow, rule, new EvaluationHistory(predictions, batch), new StepNoise(draw, batch));

    private sealed class Stepper(Flow flow, INoisyRule rule, EvaluationHistory history, StepNoise noise) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            noise.Begin(x);
            DataPrediction.Evaluate(flow, t0, x, history.Push(t0));
            PathPoint s = flow.Path.At(t0);
            PathPoint t = flow.Path.At(t1);
            NoisyStep step = rule.Between(s, t);
            double gain = t.Alpha - (s.Alpha * step.Decay);
            double slope = history.Count > 1 && t.Sigma > 0 ? rule.Slope(flow.Path.At(history.Times[1]), s, t, gain) : 0;
            Flat.Combine(x.Values, step.Decay, gain + slope, history[0].Values);
            if (slope != 0)
            {
                Flat.AddScaled(x.Values, -slope, history[1].Values);
            }

            if (rule.IsStochastic && step.Variance > 0)
            {
                noise.Add(Math.Sqrt(step.Variance), x);
            }
        }
    }
}
