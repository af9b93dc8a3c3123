using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Solvers;

/// <summary>
/// Euler's method whose finished samples are noised again and denoised once more: <c>x = alpha_s x1 + sigma_s n, n ~ N(0, I)</c>, s the
/// knot from which the last steps of the grid are then taken a second time. N + R evaluations, carries the key of its noise. Not to be
/// confused with <c>renoise</c>, which jumps to the predicted data in every step.
/// </summary>
/// <remarks>
/// Lippe, Veeling, Perdikaris, Turner, Brandstetter, PDE-Refiner: Achieving Accurate Long Rollouts with Neural PDE Solvers, 2023, arXiv
/// 2308.05732; for sampling Xu et al., Restart Sampling for Improving Generative Processes, 2023, arXiv 2306.14878, which goes back from
/// a state that is still noisy.
/// </remarks>
/// <param name="again">R, the steps that are taken twice.</param>
/// <param name="draw">Which noise.</param>
internal sealed class Refinement(int again, NoiseDraw draw) : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "refine", "Euler's method whose finished samples are noised again and denoised once more.", static a =>
            new Refinement(a.Integer(0, 1, 64), NoiseDraw.Read(a, 1)))
    {
        Formula = "euler; then x = alpha_s x + sigma_s n, n ~ N(0, I), s the knot R steps before the end, and these R steps again",
        Order = "weak order 1",
        Cost = "N + R",
        Source = "Lippe, Veeling, Perdikaris, Turner, Brandstetter, PDE-Refiner: Achieving Accurate Long Rollouts with Neural PDE Solvers, "
            + "2023, arXiv 2308.05732; Xu et al., Restart Sampling for Improving Generative Processes, 2023, arXiv 2306.14878",
        Notes = NoiseDraw.Judged + " No pattern lists it.",
        Parameters =
        [
            new("steps", "1", "R, 1 to 64: how many of the last steps are taken twice, at most all of them."),
            NoiseDraw.Parameter,
        ],
        IsListedByPattern = false,
    };

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public bool IsStochastic => true;

    /// <inheritdoc/>
    public ISolver OnSameNoise(int parts) => new Refinement(again * parts, draw);

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1, again) is int steps && steps >= again ? steps : null;

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
        new Stepper(Tableaus.Euler.Start(flow, batch), flow.Path, grid, Math.Max(0, grid.Steps - again), draw, batch);

    private sealed class Stepper(IStepper euler, IPath path, TimeGrid grid, int back, NoiseDraw draw, SampleBatch batch) : IStepper
    {
        private readonly StepNoise noise = new(draw, batch);
        private bool isUnderWay;

        public void Step(double t0, double t1, SampleBatch x)
        {
            if (!isUnderWay)
            {
                noise.Begin(x);
                isUnderWay = true;
            }

            euler.Step(t0, t1, x);
            if (t1 < 1)
            {
                return;
            }

            PathPoint p = path.At(grid[back]);
            Flat.Scale(x.Values, p.Alpha);
            noise.Add(p.Sigma, x);
            for (int k = back; k < grid.Steps; k++)
            {
                euler.Step(grid[k], grid[k + 1], x);
            }
        }
    }
}
