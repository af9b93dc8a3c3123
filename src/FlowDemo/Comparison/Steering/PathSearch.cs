namespace FlowDemo.Comparison.Steering;

/// <summary>
/// Search over paths: follow the flow to the noise time 0.12, then again and again take K copies back by 0.78, solve each forth by 0.81 and
/// keep the best, until the data are reached. Four rounds.
/// </summary>
/// <remarks>
/// Ma et al., Inference-Time Scaling for Diffusion Models beyond Scaling Denoising Steps, 2025, arXiv 2501.09732; constants of the code of
/// Kim et al., 2025, arXiv 2503.19385.
/// </remarks>
internal sealed class PathSearch : ISteering
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISteering> Entry { get; } = new(
        "sop", "Search over paths: the best of several ways back to the noise and forth, four times.", static _ => new PathSearch())
    {
        Formula = "x at 1 - t = 0.12; four times: K copies back by 0.78 and forth by 0.81, x = argmax r(D)",
        Cost = "M, and 4 (M/2 + 1) for each copy",
        Source = "Ma et al., Inference-Time Scaling for Diffusion Models beyond Scaling Denoising Steps, 2025, arXiv 2501.09732",
    };

    private const double Near = 0.12;
    private const double Back = 0.78;
    private const double Forth = 0.81;
    private const int Rounds = 4;

    /// <inheritdoc/>
    public string? Obstacle(SteeringProblem problem, int budget) =>
        Copies(problem, budget) < 1 ? $"its first way and {Rounds} rounds of one copy cost more" : null;

    /// <inheritdoc/>
    public SteeredBatch Run(SteeringProblem problem, int budget)
    {
        int copies = Copies(problem, budget);
        return SteeredBatch.Of(problem, sample =>
        {
            SteeredState state = Solve(sample, sample.Start(), 1 - Near, problem.Steps - 1);
            for (int round = 1; round <= Rounds; round++)
            {
                SteeredState from = state;
                double t = Math.Min(1 - Near + (round * (Forth - Back)), 1 - 1e-3);
                state = BestOfN.Best(Enumerable.Range(0, copies).Select(
                    _ => Solve(sample, sample.Renoise(from, from.Time - Back), t, Half(problem))));
            }

            return state.End;
        });
    }

    private static int Half(SteeringProblem problem) => Math.Max(1, problem.Steps / 2);

    private static int Copies(SteeringProblem problem, int budget) => (budget - problem.Steps) / (Rounds * (Half(problem) + 1));

    private static SteeredState Solve(SteeredSample sample, SteeredState state, double to, int steps)
    {
        double from = state.Time;
        for (int k = 1; k <= steps; k++)
        {
            state = sample.Follow(state, k == steps ? to : from + ((to - from) * k / steps));
        }

        return state;
    }
}
