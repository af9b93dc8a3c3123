using FlowDemo.Schedules.AutoDiffusion;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Boosting;

/// <summary>
/// The second stage of the search: from the best times with all blocks, generations of mutants and crossovers that move knots, leave
/// blocks out and put steps in with what that saves. No candidate ever costs more than the budget, and the best only get better.
/// </summary>
/// <remarks>
/// Li et al., AutoDiffusion, 2023, arXiv 2309.10438. In its public code mutating an entry that is skipped changes nothing, a crossover may
/// meet a time twice, and children are not held against the budget; none of that is so here.
/// </remarks>
/// <param name="settings">Sizes.</param>
/// <param name="budget">Block evaluations of one sample.</param>
/// <param name="random">Where chance comes from.</param>
/// <param name="error">What to lower; called from several threads.</param>
internal sealed class LayerSearch(SearchSettings settings, int budget, RandomSource random, Func<LayerPlan, double> error)
{
    private const int TriesPerChild = 10;
    private const int InsertPercentage = 30;
    private const int RemovePercentage = 10;

    private readonly Dictionary<string, double> known = [];

    /// <summary>The error of the best candidate after each generation, the first included.</summary>
    public List<double> Best { get; } = [];

    /// <summary>Runs the search.</summary>
    /// <param name="first">Where it starts; none costs more than the budget.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>The best candidates, best first.</returns>
    public LayerPlan[] Run(IReadOnlyList<LayerPlan> first, Execution execution)
    {
        List<LayerPlan> fresh = [];
        Breed(fresh, first.Count, () => first[fresh.Count]);
        LayerPlan[] archive = Select(fresh, execution);
        for (int generation = 0; generation < settings.Generations; generation++)
        {
            LayerPlan[] parents = archive;
            List<LayerPlan> children = [];
            Breed(children, settings.Mutants, () => Mutate(Pick(parents)));
            Breed(children, settings.Crossovers, () => Cross(Pick(parents), Pick(parents)));
            archive = Select([.. archive, .. children], execution);
        }

        return archive;
    }

    private void Breed(List<LayerPlan> children, int count, Func<LayerPlan> breed)
    {
        int wanted = children.Count + count;
        for (int tries = TriesPerChild * count; tries > 0 && children.Count < wanted; tries--)
        {
            LayerPlan child = breed();
            if (known.TryAdd(child.Key, double.NaN))
            {
                children.Add(child);
            }
        }
    }

    private LayerPlan[] Select(List<LayerPlan> candidates, Execution execution)
    {
        LayerPlan[] open = [.. candidates.Where(c => double.IsNaN(known[c.Key]))];
        double[] errors = new double[open.Length];
        execution.ForEach(open.Length, i => errors[i] = error(open[i]) is double e && double.IsFinite(e) ? e : double.PositiveInfinity);
        for (int i = 0; i < open.Length; i++)
        {
            known[open[i].Key] = errors[i];
        }

        LayerPlan[] best = [.. candidates.OrderBy(c => known[c.Key]).Take(settings.Archive)];
        Best.Add(known[best[0].Key]);
        return best;
    }

    private LayerPlan Pick(LayerPlan[] parents) => parents[random.Next(parents.Length)];

    private LayerPlan Mutate(LayerPlan parent)
    {
        SortedDictionary<int, int> steps = Steps(parent);
        foreach ((int knot, int skipped) in steps.ToArray())
        {
            if (Happens(settings.MutationPercentage))
            {
                steps[knot] = random.Next((1 << BoostedVelocity.Blocks) - 1);
            }

            if (knot > 0 && Happens(settings.MutationPercentage))
            {
                int moved = Unused(steps);
                steps[moved] = steps[knot];
                steps.Remove(knot);
            }
        }

        if (steps.Count > 1 && Happens(RemovePercentage))
        {
            steps.Remove(steps.Keys.ElementAt(random.Next(1, steps.Count)));
        }

        if (steps.Count < budget && Happens(InsertPercentage))
        {
            steps[Unused(steps)] = 0;
        }

        return Within(steps);
    }

    private LayerPlan Cross(LayerPlan mother, LayerPlan father)
    {
        (SortedDictionary<int, int> first, SortedDictionary<int, int> second) = (Steps(mother), Steps(father));
        SortedDictionary<int, int> child = [];
        for (int k = 0; k < first.Count; k++)
        {
            SortedDictionary<int, int> parent = k >= second.Count || Happens(50) ? first : second;
            int knot = parent.Keys.ElementAt(k);
            child[child.ContainsKey(knot) ? Unused(child) : knot] = parent[knot];
        }

        return Within(child);
    }

    /// <summary>A plan that costs no more than the budget: whatever is too much is left out at random.</summary>
    private LayerPlan Within(SortedDictionary<int, int> steps)
    {
        int[] skipped = [.. steps.Values];
        LayerPlan plan = new([.. steps.Keys.Skip(1)], [.. skipped]);
        while (plan.Cost > budget)
        {
            int step = random.Next(skipped.Length);
            int more = skipped[step] | 1 << random.Next(BoostedVelocity.Blocks);
            skipped[step] = more == (1 << BoostedVelocity.Blocks) - 1 ? skipped[step] : more;
            plan = plan with { Skipped = [.. skipped] };
        }

        return plan;
    }

    private static SortedDictionary<int, int> Steps(LayerPlan plan) =>
        new(plan.Knots.Prepend(0).Zip(plan.Skipped).ToDictionary(static p => p.First, static p => p.Second));

    private bool Happens(int percentage) => random.Next(100) < percentage;

    private int Unused(SortedDictionary<int, int> steps)
    {
        while (true)
        {
            int knot = random.Next(1, LayerPlan.Resolution);
            if (!steps.ContainsKey(knot))
            {
                return knot;
            }
        }
    }
}
