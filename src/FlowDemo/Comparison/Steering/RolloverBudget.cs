using System.Globalization;

namespace FlowDemo.Comparison.Steering;

/// <summary>
/// Rollover budget forcing: every step has a quota of children; one that beats the best so far is taken at once and leaves what is left of
/// the quota to the next step, else the best child of the step is taken. The last step but one spends what is left, and the sample is the
/// expected data of the best child there. Several chains share the budget, and the best of their samples is returned.
/// </summary>
/// <remarks>
/// Kim, Yoon, Park, Sung, Inference-Time Scaling for Flow Models via Stochastic Generation and Rollover Budget Forcing, 2025, arXiv
/// 2503.19385, and its code, which has two chains: quota (NFE - 25 B) / (M B).
/// </remarks>
/// <param name="chains">B, at least 1.</param>
internal sealed class RolloverBudget(int chains) : ISteering
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISteering> Entry { get; } = new(
        "rbf", "Rollover budget forcing: a quota of children for every step, what is left of which rolls over.", static a =>
            new RolloverBudget(a.Integer(0, 1, 100)))
    {
        Formula = "quota (NFE - 25 B) / (M B); a child that beats the best so far is taken at once, else the best of the step",
        Cost = "25 starts for each chain, and 1 for each child",
        Source = "Kim, Yoon, Park, Sung, Inference-Time Scaling for Flow Models via Stochastic Generation and Rollover Budget Forcing, "
            + "2025, arXiv 2503.19385",
        Notes = "Its sample is the expected data before the last step, and so sharper than any end of a walk. Its code has two chains, "
            + "which share the budget: rbf:2.",
        Parameters = [new MethodParameter("chains", "1", "B, 1 to 100: the best of their samples is returned")],
    };

    private const int Starts = 25;

    /// <inheritdoc/>
    public string? Remark => "rbf: its samples are expected data before the last step, not ends of walks";

    /// <inheritdoc/>
    public string? Obstacle(SteeringProblem problem, int budget) => Quota(problem, budget) < 1
        ? $"{Starts} starts and a quota of one child for each of {problem.Steps} steps cost more"
            + (chains > 1 ? string.Create(CultureInfo.InvariantCulture, $", in each of {chains} chains") : string.Empty)
        : null;

    /// <inheritdoc/>
    public SteeredBatch Run(SteeringProblem problem, int budget) => SteeredBatch.Of(problem, sample => BestOfN.Best(
        Enumerable.Range(0, chains).Select(_ => Search(problem, sample, budget))).End);

    private int Quota(SteeringProblem problem, int budget) => (budget - (chains * Starts)) / (problem.Steps * chains);

    private SteeredState Search(SteeringProblem problem, SteeredSample sample, int budget)
    {
        int most = sample.Evaluations + (budget / chains);
        TimeGrid grid = SteeringProblem.GridOf(problem.Steps);
        int quota = Quota(problem, budget);
        int last = Math.Max(0, grid.Steps - 2);
        SteeredState state = BestOfN.Best(Enumerable.Range(0, Starts).Select(_ => sample.Start()));
        double best = state.Reward;
        (int step, int left, SteeredState? child) = (0, quota, null);
        while (sample.Evaluations + 1 < most)
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
            (child, step) = (null, step + 1);
        }

        return child ?? state;
    }
}
