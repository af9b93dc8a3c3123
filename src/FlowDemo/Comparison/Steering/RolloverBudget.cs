namespace FlowDemo.Comparison.Steering;

/// <summary>
/// Rollover budget forcing: every step has a quota of children; one that beats the best so far is taken at once and leaves what is left of
/// the quota to the next step, else the best child of the step is taken. The last step but one spends what is left, and the sample is the
/// expected data of the best child there.
/// </summary>
/// <remarks>
/// Kim, Yoon, Park, Sung, Inference-Time Scaling for Flow Models via Stochastic Generation and Rollover Budget Forcing, 2025, arXiv
/// 2503.19385, and its code, with one chain: quota (NFE - 25) / M.
/// </remarks>
internal sealed class RolloverBudget : ISteering
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISteering> Entry { get; } = new(
        "rbf", "Rollover budget forcing: a quota of children for every step, what is left of which rolls over.", static _ =>
            new RolloverBudget())
    {
        Formula = "quota (NFE - 25) / M; a child that beats the best so far is taken at once, else the best of the step",
        Cost = "25 starts, and 1 for each child",
        Source = "Kim, Yoon, Park, Sung, Inference-Time Scaling for Flow Models via Stochastic Generation and Rollover Budget Forcing, "
            + "2025, arXiv 2503.19385",
        Notes = "One chain. Its sample is the expected data before the last step, and so sharper than any end of a walk.",
    };

    private const int Starts = 25;

    /// <inheritdoc/>
    public string? Remark => "rbf: its samples are expected data before the last step, not ends of walks";

    /// <inheritdoc/>
    public string? Obstacle(SteeringProblem problem, int budget) => Quota(problem, budget) < 1
        ? $"{Starts} starts and a quota of one child for each of {problem.Steps} steps cost more"
        : null;

    /// <inheritdoc/>
    public SteeredBatch Run(SteeringProblem problem, int budget) => SteeredBatch.Of(problem, sample => Search(problem, sample, budget));

    private static int Quota(SteeringProblem problem, int budget) => (budget - Starts) / problem.Steps;

    private static (double X, double Y) Search(SteeringProblem problem, SteeredSample sample, int budget)
    {
        TimeGrid grid = SteeringProblem.GridOf(problem.Steps);
        int quota = Quota(problem, budget);
        int last = Math.Max(0, grid.Steps - 2);
        SteeredState state = BestOfN.Best(Enumerable.Range(0, Starts).Select(_ => sample.Start()));
        double best = state.Reward;
        (int step, int left, SteeredState? child) = (0, quota, null);
        SteeredState fallback = state;
        while (sample.Evaluations + 1 < budget)
        {
            SteeredState next = sample.Child(state, grid[step + 1]);
            left--;
            child = child is SteeredState known && known.Reward >= next.Reward ? known : next;
            bool isBetter = next.Reward > best;
            best = Math.Max(best, next.Reward);
            if (step == last || (!isBetter && left > 0))
            {
                continue;
            }

            (state, left) = isBetter ? (next, left + quota) : (child.Value, quota);
            (fallback, child, step) = (state, null, step + 1);
        }

        return (child ?? fallback).End;
    }
}
