using FlowDemo.Fields;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// DDIM without noise, the first-order exponential integrator: <c>x_t = (sigma_t / sigma_s) x_s + (alpha_t - alpha_s sigma_t /
/// sigma_s) D(x_s, s)</c>. Order 1, N evaluations, carries nothing. Equals DPM-Solver-1 and, on the linear path only, Euler.
/// </summary>
/// <remarks>Song, Meng, Ermon, Denoising Diffusion Implicit Models, 2020, arXiv 2010.02502, equation 12 with eta = 0.</remarks>
internal sealed class Ddim : IOneStepSolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "ddim", "The first-order exponential integrator, without noise unless eta is given.", static a =>
            (a.Number(0, 0, 1), NoiseDraw.Read(a, 1)) is var (eta, draw) && eta > 0
                ? new NoisyPrediction(new NoisyDdim(eta), 1, draw)
                : new Ddim())
    {
        Formula = "x = (sigma_t/sigma_s) x + (alpha_t - alpha_s sigma_t/sigma_s) D; with eta: x = alpha_t D + sqrt(sigma_t^2 - v) e "
            + "+ sqrt(v) n, e = (x - alpha_s D)/sigma_s, n ~ N(0, I), v = eta^2 sigma_t^2 (1 - (alpha_s sigma_t/(alpha_t sigma_s))^2)",
        Convergence = new ConvergenceOrder(1),
        ComesFirst = true,
        Cost = "N",
        Source = "Song, Meng, Ermon, Denoising Diffusion Implicit Models, 2020, arXiv 2010.02502, equations 12 and 16",
        Notes = "Equals euler on the linear path; DPM-Solver-1. With eta above 0 it adds noise and no order holds. " + NoiseDraw.Judged
            + " On the exact field its samples at few steps are the closer together the larger eta is.",
        Parameters =
        [
            new("eta", "0", "share of noise, 0 to 1; at 1 the steps are those of DDPM."),
            NoiseDraw.Parameter,
        ],
    };

    /// <inheritdoc/>
    public ISolver? NextOrder => Tableaus.Heun;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, SampleBatch batch) => new Stepper(flow, batch);

    private sealed class Stepper(Flow flow, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch prediction = batch.NewLike();

        public void Step(double t0, double t1, SampleBatch x)
        {
            DataPrediction.Evaluate(flow, t0, x, prediction);
            ExponentialStep step = ExponentialStep.Between(flow.Path, t0, t1);
            Flat.Combine(x.Values, step.Decay, step.Gain, prediction.Values);
        }
    }
}
