using FlowDemo.Randomness;
using FlowDemo.Schedules.AutoDiffusion;

namespace FlowDemo.Tests.Schedules.AutoDiffusion;

public sealed class EvolutionarySearchTests
{
    private static readonly GaussianProblem Problem = new(0.5);

    [Fact]
    public void Two_steps_come_within_a_thousandth_of_the_best_there_is()
    {
        int best = Enumerable.Range(1, 999).MinBy(g => Error([g]));
        Assert.InRange(Run(new SearchSettings(), 1, Error)[0].Genes[0], best - 1, best + 1);
    }

    [Fact]
    public void The_best_so_far_never_gets_worse()
    {
        double[] best = [.. Enumerable.Range(0, 8).Select(g => Run(new SearchSettings { Generations = g }, 4, Error)[0].Error)];
        Assert.All(Enumerable.Range(1, 7), g => Assert.True(best[g] <= best[g - 1]));
        Assert.True(best[7] < best[0]);
        Assert.True(best[0] <= Error([200, 400, 600, 800]));
    }

    [Fact]
    public void Every_candidate_is_sorted_complete_and_evaluated_once()
    {
        List<string> seen = [];
        Run(new SearchSettings(), 6, genes =>
        {
            Assert.Equal(6, genes.Length);
            Assert.InRange(genes[0], 1, 999);
            Assert.InRange(genes[^1], 1, 999);
            Assert.All(Enumerable.Range(1, 5), i => Assert.True(genes[i] > genes[i - 1]));
            seen.Add(string.Join(' ', genes));
            return Error(genes);
        });
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(50 + (20 * 50), seen.Count);
    }

    [Fact]
    public void Breeding_beats_random_search()
    {
        double bred = Run(new SearchSettings(), 5, Error)[0].Error;
        double random = Run(new SearchSettings { Mutants = 0, Crossovers = 0 }, 5, Error)[0].Error;
        Assert.True(bred < random);
    }

    [Fact]
    public void A_candidate_that_breaks_down_is_last()
    {
        Candidate[] archive = Run(new SearchSettings(), 1, static genes => genes[0] < 900 ? double.NaN : genes[0]);
        Assert.Equal(900, archive[0].Genes[0], 20.0);
        Assert.All(archive, static c => Assert.False(double.IsNaN(c.Error)));
    }

    [Fact]
    public void Same_seed_same_archive_on_any_number_of_threads()
    {
        Candidate[] one = Run(new SearchSettings(), 3, Error);
        Candidate[] four = new EvolutionarySearch(
            new SearchSettings(),
            3,
            RandomStream.Open(7, NoiseStream.Search),
            Error).Run(new Execution(4));
        Assert.Equal(one.SelectMany(static c => c.Genes), four.SelectMany(static c => c.Genes));
    }

    private static Candidate[] Run(SearchSettings settings, int genes, Func<int[], double> error) =>
        new EvolutionarySearch(settings, genes, RandomStream.Open(7, NoiseStream.Search), error).Run(new Execution(1));

    private static double Error(int[] genes) => Problem.GlobalError(new TimeGrid([0, .. genes.Select(static g => g / 1000.0), 1]));
}
