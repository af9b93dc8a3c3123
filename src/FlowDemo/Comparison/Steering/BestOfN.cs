namespace FlowDemo.Comparison.Steering;

/// <summary>Best of N: follow the flow from N noises in even steps, keep the end of the largest reward. <c>N = NFE / M</c>.</summary>
internal sealed class BestOfN : ISteering
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISteering> Entry { get; } = new(
        "best-of", "The best of as many ends of the flow as the budget buys.", static _ => new BestOfN())
    {
        Formula = "argmax r(x^(i)), i = 1 ... NFE / M, x^(i) by Euler's method in M even steps",
        Cost = "M for each candidate",
        Source = "Ma et al., Inference-Time Scaling for Diffusion Models beyond Scaling Denoising Steps, 2025, arXiv 2501.09732",
    };

    /// <inheritdoc/>
    public string? Obstacle(SteeringProblem problem, int budget) =>
        budget < problem.Steps ? $"one run of {problem.Steps} steps costs more" : null;

    /// <inheritdoc/>
    public SteeredBatch Run(SteeringProblem problem, int budget)
    {
        TimeGrid grid = TimeGrid.Uniform(problem.Steps);
        return SteeredBatch.Of(problem, sample => Best(
            Enumerable.Range(0, budget / problem.Steps).Select(_ =>
            {
                SteeredState state = sample.Start();
                for (int k = 1; k < grid.Steps; k++)
                {
                    state = sample.Follow(state, grid[k]);
                }

                return state;
            })).End);
    }

    /// <summary>The state of the largest reward, the first of equal ones.</summary>
    /// <param name="states">At least one.</param>
    internal static SteeredState Best(IEnumerable<SteeredState> states) =>
        states.Aggregate(static (best, next) => next.Reward > best.Reward ? next : best);
}
