using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// DDIM with noise: <c>x_t = alpha_t D + sqrt(sigma_t^2 - v) e + sqrt(v) n, e = (x_s - alpha_s D) / sigma_s, n ~ N(0, I)</c> with
/// <c>v = eta^2 sigma_t^2 (1 - (alpha_s sigma_t / (alpha_t sigma_s))^2)</c>; the last step ends on D. N evaluations, carries the key
/// of its noise. At eta = 0 it is <see cref="Ddim"/>; at eta = 1 it samples the forward noising chain given D, as DDPM does.
/// </summary>
/// <remarks>Song, Meng, Ermon, Denoising Diffusion Implicit Models, 2020, arXiv 2010.02502, equations 12 and 16.</remarks>
/// <param name="eta">The share of noise, 0 to 1.</param>
/// <param name="draw">Which draw of the noise; the seed of the starting points changes it too.</param>
internal sealed class NoisyDdim(double eta, int draw) : ISolver
{
    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public bool IsStochastic => true;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow, eta, draw, batch);

    private sealed class Stepper(Flow flow, double eta, int draw, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch prediction = batch.NewLike();
        private readonly StepNoise noise = new(draw, batch);

        public void Step(double t0, double t1, SampleBatch x)
        {
            noise.Begin(x);
            DataPrediction.Evaluate(flow, t0, x, prediction);
            PathPoint s = flow.Path.At(t0);
            PathPoint t = flow.Path.At(t1);
            double ratio = s.Alpha * t.Sigma / (t.Alpha * s.Sigma);

            // Rounding makes the ratio exceed 1 where a step is tiny.
            double variance = eta * eta * t.Sigma * t.Sigma * Math.Max(0, 1 - (ratio * ratio));
            double decay = Math.Sqrt(Math.Max(0, (t.Sigma * t.Sigma) - variance)) / s.Sigma;
            Flat.Combine(x.Values, decay, t.Alpha - (s.Alpha * decay), prediction.Values);
            if (variance > 0)
            {
                noise.Add(Math.Sqrt(variance), x);
            }
        }
    }
}
