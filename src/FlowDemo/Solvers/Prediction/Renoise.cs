using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// Multistep consistency sampling: jump to the predicted data, then noise it afresh to the next time,
/// <c>x_t = alpha_t D(x_s, s) + sigma_t n, n ~ N(0, I)</c>; the last step ends on D. N evaluations, carries the key of its noise.
/// With a consistency field, whose D is the end of the exact trajectory, it samples the data exactly on every grid; with
/// the exact field D is a mean and samples shrink towards it. Not to be confused with DDIM, which keeps the noise.
/// </summary>
/// <remarks>
/// Song, Dhariwal, Chen, Sutskever, Consistency Models, 2023, arXiv 2303.01469, algorithm 1. A sample's noise depends on the draw,
/// the point where it starts and the step: see <see cref="StepNoise"/>.
/// </remarks>
/// <param name="draw">Which noise.</param>
internal sealed class Renoise(NoiseDraw draw) : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "renoise", "Multistep consistency sampling: jump to the predicted data, noise it afresh, jump again.", static a =>
            new Renoise(NoiseDraw.Read(a, 0)))
    {
        Formula = "x = alpha_t D(x_s, s) + sigma_t n, n ~ N(0, I) fresh in every step",
        Order = "none: stochastic",
        Cost = "N",
        Source = "Song, Dhariwal, Chen, Sutskever, Consistency Models, 2023, arXiv 2303.01469, algorithm 1",
        Notes = "For fields of 'train consistency' and 'train scott'; on the exact field samples shrink to means. " + NoiseDraw.Judged
            + " It has no such finer steps.",
        Parameters = [NoiseDraw.Parameter],
    };

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public bool IsStochastic => true;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow, draw, batch);

    private sealed class Stepper(Flow flow, NoiseDraw draw, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch prediction = batch.NewLike();
        private readonly StepNoise noise = new(draw, batch);

        public void Step(double t0, double t1, SampleBatch x)
        {
            noise.Begin(x);
            DataPrediction.Evaluate(flow, t0, x, prediction);
            PathPoint p = flow.Path.At(t1);
            Flat.Combine(x.Values, 0, p.Alpha, prediction.Values);
            if (p.Sigma > 0)
            {
                noise.Add(p.Sigma, x);
            }
        }
    }
}
