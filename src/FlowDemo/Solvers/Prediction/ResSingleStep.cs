using System.Globalization;
using FlowDemo.Fields;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// The res single-step methods: exponential Runge-Kutta on the data prediction in l = -log(1 - t). With two stages, the second half a
/// step ahead, <c>b_2 = 2 phi_2(h), b_1 = phi_1(h) - b_2</c>; with three, half a step and a whole one ahead, the weights of
/// <see cref="ExponentialWeights.Three"/>. k evaluations a step and one in the last, which jumps to the prediction; carries nothing.
/// </summary>
/// <remarks>
/// Zhang et al., Improved Order Analysis and Design of Exponential Integrator for Diffusion Models Sampling, 2023, arXiv 2308.02157;
/// RES4LYF's res_2s and res_3s. On other paths than the linear one the stage half a step ahead is where -log(1 - t) is half way.
/// </remarks>
/// <param name="stages">2 or 3.</param>
internal sealed class ResSingleStep(int stages) : IOneStepSolver
{
    /// <summary>The catalogue's line with two stages.</summary>
    internal static CatalogEntry<ISolver> TwoStageEntry { get; } = EntryOf(2) with { Aliases = [("res_2s", "RES4LYF")] };

    /// <summary>The catalogue's line with three stages.</summary>
    internal static CatalogEntry<ISolver> ThreeStageEntry { get; } = EntryOf(3) with { Aliases = [("res_3s", "RES4LYF")] };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, stages, 1 - stages);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, SampleBatch batch) => new Stepper(flow, stages, batch);

    private static CatalogEntry<ISolver> EntryOf(int stages) => new(
        string.Create(CultureInfo.InvariantCulture, $"res-{stages}s"),
        string.Create(CultureInfo.InvariantCulture, $"Exponential Runge-Kutta with {stages} stages in -log(1 - t)."),
        _ => new ResSingleStep(stages))
    {
        Formula = stages == 2
            ? "y = (sm/s) x + (1 - sm/s) D, sm = s e^(-h/2), x = (s'/s) x + h ((phi1 - 2 phi2) D + 2 phi2 D(y))"
            : "stages at h/2 and h, x = (s'/s) x + h (b1 D + b2 D(y2) + b3 D(y3)), b of the res family",
        Convergence = new ConvergenceOrder(2),
        Cost = stages == 2 ? "2N - 1" : "3N - 2",
        Source = "Zhang et al., Improved Order Analysis and Design of Exponential Integrator for Diffusion Models Sampling, 2023, arXiv "
            + "2308.02157",
        Notes = string.Create(
            CultureInfo.InvariantCulture,
            $"What RES4LYF calls res_{stages}s. The last step is one evaluation: it jumps to the prediction."),
    };

    private sealed class Stepper(Flow flow, int stages, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch[] predictions = [.. Enumerable.Range(0, stages).Select(_ => batch.NewLike())];
        private readonly SampleBatch stage = batch.NewLike();

        public void Step(double t0, double t1, SampleBatch x)
        {
            DataPrediction.Evaluate(flow, t0, x, predictions[0]);
            ExponentialStep step = ExponentialStep.Between(flow.Path, t0, t1);
            double h = ExponentialWeights.Variable(t1) - ExponentialWeights.Variable(t0);
            if (!double.IsFinite(h))
            {
                Flat.Combine(x.Values, step.Decay, step.Gain, predictions[0].Values);
                return;
            }

            // Half way in l.
            double middle = 1 - Math.Sqrt((1 - t0) * (1 - t1));
            ExponentialStep half = ExponentialStep.Between(flow.Path, t0, middle);
            x.Values.CopyTo(stage.Values);
            Flat.Combine(stage.Values, half.Decay, half.Gain, predictions[0].Values);
            DataPrediction.Evaluate(flow, middle, stage, predictions[1]);
            double scale = step.Gain / ExponentialWeights.Phi1(h);
            if (stages == 2)
            {
                double second = 2 * ExponentialWeights.Phi2(h);
                Advance(x, step.Decay, scale * (ExponentialWeights.Phi1(h) - second), scale * second, 0);
                return;
            }

            (double b1, double b2, double b3, double mix) = ExponentialWeights.Three(0.5, 1, h);
            double inner = (mix * 0.5 * ExponentialWeights.Phi2(h / 2)) + (2 * ExponentialWeights.Phi2(h));
            x.Values.CopyTo(stage.Values);
            Flat.Combine(stage.Values, step.Decay, scale * (ExponentialWeights.Phi1(h) - inner), predictions[0].Values);
            Flat.AddScaled(stage.Values, scale * inner, predictions[1].Values);
            DataPrediction.Evaluate(flow, t1, stage, predictions[2]);
            Advance(x, step.Decay, scale * b1, scale * b2, scale * b3);
        }

        private void Advance(SampleBatch x, double decay, double first, double second, double third)
        {
            Flat.Combine(x.Values, decay, first, predictions[0].Values);
            Flat.AddScaled(x.Values, second, predictions[1].Values);
            if (stages == 3)
            {
                Flat.AddScaled(x.Values, third, predictions[2].Values);
            }
        }
    }
}
