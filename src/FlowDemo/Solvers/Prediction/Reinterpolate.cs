using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// Steps that mix the predicted data with the noise that the sample started from, <c>x_t = alpha_t D(x_s, s) + sigma_t x_0</c>.
/// N evaluations, carries x_0. Equal to DDIM on a field whose predictions stay constant along a trajectory; on others, the exact
/// field among them, it follows no flow however many steps it takes.
/// </summary>
/// <remarks>Lee, Lin, Fanti, Improving the Training of Rectified Flows, 2024, arXiv 2405.20320: the sampler of its program.</remarks>
internal sealed class Reinterpolate : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "reinterpolate", "The sampler of rfpp: mixes the predicted data with the first noise in every step.", static _ =>
            new Reinterpolate())
    {
        Formula = "x = alpha_t D(x_s, s) + sigma_t x_0",
        Order = "none: exact where D stays constant along a trajectory",
        Cost = "N",
        Source = "Lee, Lin, Fanti, Improving the Training of Rectified Flows, 2024, arXiv 2405.20320",
        Notes = "For fields of 'train rfpp' and 'train reflow'; on the exact field it does not converge to the flow.",
    };

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    /// <remarks>It goes back to the point that it started from at every step, which has to be noise.</remarks>
    public bool RunsBackward => false;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow, batch);

    private sealed class Stepper(Flow flow, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch prediction = batch.NewLike();
        private SampleBatch? first;

        public void Step(double t0, double t1, SampleBatch x)
        {
            first ??= x.Clone();
            DataPrediction.Evaluate(flow, t0, x, prediction);
            PathPoint p = flow.Path.At(t1);
            first.Values.CopyTo(x.Values);
            Flat.Combine(x.Values, p.Sigma, p.Alpha, prediction.Values);
        }
    }
}
