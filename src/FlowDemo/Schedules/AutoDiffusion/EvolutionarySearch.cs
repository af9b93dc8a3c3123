using MathNet.Numerics.Random;

namespace FlowDemo.Schedules.AutoDiffusion;

/// <summary>
/// An elitist evolutionary search over sets of interior knots: each generation breeds mutants and crossovers of the best ones so
/// far, fills up with random sets, and evaluates each set once. Genes are kept sorted, and a crossover that meets a gene twice
/// draws another, so every candidate has as many knots as were asked for.
/// </summary>
/// <param name="settings">Sizes.</param>
/// <param name="genes">Knots in a candidate, at least 1.</param>
/// <param name="random">Where chance comes from.</param>
/// <param name="error">What to lower; called from several threads.</param>
internal sealed class EvolutionarySearch(SearchSettings settings, int genes, RandomSource random, Func<int[], double> error)
{
    /// <summary>Knots lie at i / Resolution, 0 &lt; i &lt; Resolution.</summary>
    public const int Resolution = 1000;

    private const int TriesPerChild = 10;
    private readonly HashSet<string> visited = [];

    /// <summary>Runs the search.</summary>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>The best candidates, best first.</returns>
    public Candidate[] Run(Execution execution)
    {
        int[] even = [.. Enumerable.Range(1, genes).Select(i => (int)Math.Round((double)Resolution * i / (genes + 1)))];
        List<int[]> first = [];
        Breed(first, 1, () => even);
        Breed(first, settings.Population / 2, Draw);
        Breed(first, settings.Population - first.Count, () => Mutate(even));
        Candidate[] archive = Select(Evaluate(first, execution));
        for (int generation = 0; generation < settings.Generations; generation++)
        {
            Candidate[] parents = archive;
            List<int[]> children = [];
            Breed(children, settings.Mutants, () => Mutate(Pick(parents)));
            Breed(children, settings.Crossovers, () => Cross(Pick(parents), Pick(parents)));
            Breed(children, settings.Population - children.Count, Draw);
            archive = Select([.. archive, .. Evaluate(children, execution)]);
        }

        return archive;
    }

    private void Breed(List<int[]> children, int count, Func<int[]> breed)
    {
        int wanted = children.Count + count;
        for (int tries = TriesPerChild * count; tries > 0 && children.Count < wanted; tries--)
        {
            int[] child = breed();
            if (visited.Add(string.Join(' ', child)))
            {
                children.Add(child);
            }
        }
    }

    private Candidate[] Evaluate(List<int[]> children, Execution execution)
    {
        Candidate[] candidates = new Candidate[children.Count];
        execution.ForEach(children.Count, i => candidates[i] = new Candidate(children[i], error(children[i])));
        return candidates;
    }

    // A candidate whose run breaks down has no place in the archive while another does not.
    private Candidate[] Select(Candidate[] candidates) =>
        [.. candidates.OrderBy(static c => double.IsNaN(c.Error) ? double.PositiveInfinity : c.Error).Take(settings.Archive)];

    private int[] Pick(Candidate[] parents) => parents[random.Next(parents.Length)].Genes;

    private int[] Draw() => Complete([]);

    private int[] Mutate(int[] parent)
    {
        SortedSet<int> child = [.. parent];
        foreach (int gene in parent)
        {
            if (random.Next(100) < settings.MutationPercentage)
            {
                AddUnused(child);
                child.Remove(gene);
            }
        }

        return [.. child];
    }

    private int[] Cross(int[] mother, int[] father) =>
        Complete([.. mother.Zip(father, (m, f) => random.Next(2) == 0 ? m : f)]);

    private int[] Complete(SortedSet<int> child)
    {
        while (child.Count < genes)
        {
            AddUnused(child);
        }

        return [.. child];
    }

    private void AddUnused(SortedSet<int> child)
    {
        while (!child.Add(random.Next(1, Resolution)))
        {
        }
    }
}

/// <summary>A grid under evolution.</summary>
/// <param name="Genes">The interior knots in thousandths, increasing.</param>
/// <param name="Error">What the search lowers.</param>
internal sealed record Candidate(int[] Genes, double Error);

/// <summary>The sizes of an evolutionary search; the defaults are those of the official code.</summary>
internal sealed record SearchSettings
{
    /// <summary>Candidates of the first generation and, with random ones to fill up, of each later one.</summary>
    public int Population { get; init; } = 50;

    /// <summary>Candidates that survive a generation.</summary>
    public int Archive { get; init; } = 10;

    /// <summary>Generations after the first.</summary>
    public int Generations { get; init; } = 20;

    /// <summary>Mutants a generation.</summary>
    public int Mutants { get; init; } = 25;

    /// <summary>Crossovers a generation.</summary>
    public int Crossovers { get; init; } = 15;

    /// <summary>Probability in percent that a mutant's gene is redrawn.</summary>
    public int MutationPercentage { get; init; } = 25;
}
