using System.Collections.Concurrent;
using System.Numerics;
using FlowDemo.Learning.Boosting;
using FlowDemo.Randomness;
using FlowDemo.Schedules.AutoDiffusion;

namespace FlowDemo.Tests.Learning.Boosting;

public sealed class LayerSearchTests
{
    private const int Every = (1 << BoostedVelocity.Blocks) - 1;

    [Fact]
    public void No_candidate_costs_more_than_the_budget_or_is_measured_twice_and_the_best_only_get_better()
    {
        ConcurrentDictionary<string, int> seen = [];
        LayerPlan first = LayerPlan.Whole([250, 500, 750]);
        LayerSearch search = Search(24, 3, plan =>
        {
            Assert.InRange(plan.Cost, 1, 24);
            Assert.Equal(plan.Knots.Length + 1, plan.Skipped.Length);
            Assert.All(plan.Skipped, static s => Assert.InRange(s, 0, Every - 1));
            Assert.Equal(plan.Knots.Distinct().Order(), plan.Knots);
            Assert.True(seen.TryAdd(plan.Key, 0));
            return Rough(plan);
        });
        LayerPlan[] found = search.Run([first], new Execution(3));
        Assert.Equal(search.Best.OrderDescending(), search.Best);
        Assert.Equal(Rough(found[0]), search.Best[^1]);
        Assert.True(search.Best[^1] < search.Best[0] && found[0].Skipped.Length > 4);
        Assert.Equal(found.Select(static p => p.Key), Search(24, 3, Rough).Run([first], new Execution(1)).Select(static p => p.Key));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(3)]
    [InlineData(1)]
    public void In_a_small_space_it_finds_the_best_there_is(int budget)
    {
        // One step, of 63 choices; blocks are worth what their number in a list says, and more steps nothing.
        double[] worth = [0.3, -0.2, 0.25, 0.1, -0.4, 0.05];
        double Error(int skipped) => Enumerable.Range(0, worth.Length).Sum(l => (skipped >> l & 1) == 0 ? -worth[l] : 0);
        double best = Enumerable.Range(0, Every).Where(s => LayerPlan.Kept(s) <= budget).Min(Error);
        LayerPlan found = Search(budget, 1, p => p.Skipped.Length > 1 ? 10 : Error(p.Skipped[0])).Run(
            [new LayerPlan([], [Every & ~1])], new Execution(1))[0];
        Assert.Equal(best, Error(found.Skipped[0]), 1e-12);
    }

    private static LayerSearch Search(int budget, int seed, Func<LayerPlan, double> error) =>
        new(new SearchSettings(), budget, RandomStream.Open(seed, NoiseStream.Search), error);

    /// <summary>Many short steps are good, and so are blocks late in time.</summary>
    private static double Rough(LayerPlan plan)
    {
        TimeGrid grid = plan.Grid;
        double sum = 0;
        for (int k = 0; k < grid.Steps; k++)
        {
            sum += Math.Pow(grid[k + 1] - grid[k], 2) + (0.05 * grid[k] * BitOperations.PopCount((uint)plan.Skipped[k]));
        }

        return sum;
    }
}
