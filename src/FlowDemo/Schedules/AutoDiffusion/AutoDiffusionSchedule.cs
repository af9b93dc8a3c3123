using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules.Search;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.AutoDiffusion;

/// <summary>
/// Evolutionary search for the interior knots, in thousandths, with the least end error of the solver itself:
/// <c>min mean |x_K - x(1)|^2</c> over a few calibration samples, the same for all candidates; the best ten are measured
/// again on fresh samples, and the best of those is the grid.
/// </summary>
/// <remarks>
/// Li, Li, Zheng, Ma, Ran, Zhang, et al., AutoDiffusion: Training-Free Optimization of Time Steps and Architectures for Automated
/// Diffusion Model Acceleration, 2023, arXiv 2309.10438, section 3.3, and its official code. The source lets the start time move;
/// here the ends are pinned. Measuring the survivors again is ours: the winner of a noisy contest looks better than it is.
/// </remarks>
/// <param name="figure">What is lowered; the source lowers the FID of a small sample, which frechet is here.</param>
/// <param name="seed">Seed of the search; the calibration noise does not change with it.</param>
internal sealed class AutoDiffusionSchedule(EndFigure figure, int seed) : ISchedule
{
    private const int MaximumSteps = 32;
    private const int SearchSamples = 256;
    private const int CheckSamples = 1024;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "autodiffusion", "Evolutionary search for the knots with the least end error of the solver.", static a =>
            Create(a.WithWord(EndFigures.Names)))
    {
        Formula = "min over knots of mean |x_K - x(1)|^2, knots among i / 1000",
        Order = "fitted to the field and the solver",
        Cost = "a reference solution, then for each grid about 1050 runs of the solver on 256 calibration samples and 10 on 1024",
        Source = "Li et al., AutoDiffusion: Training-Free Optimization of Time Steps and Architectures for Automated Diffusion Model "
            + "Acceleration, 2023, arXiv 2309.10438, section 3.3.",
        Notes = "Population 50, archive 10, 20 generations of 25 mutants, 15 crossovers and 10 random grids. Above 32 steps the grid of 8 "
            + "is subdivided.",
        Parameters = [EndFigures.Parameter, new("seed", "0", "seed of the search, at least 0; may stand alone.")],
    };

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps)
    {
        const double Runs = 1000;
        double evaluations = WorkSetting.StagesOf(setting.Solver) * steps.Sum(static k => k <= MaximumSteps ? k : MaximumSteps / 4);
        double samples = Math.Min(SearchSamples, setting.Samples) * Runs * 1.1;
        return new Workload(samples * evaluations, Runs * 2e4 * steps.Count);
    }

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        NoiseSet noise = context.Calibration.Noise;
        SampleBatch end = context.ReferenceEnds();
        int search = noise.CountInWholeReplicates(Math.Min(SearchSamples, (noise.Count + 1) / 2));
        int check = Math.Min(CheckSamples, noise.Count - search);
        EndError onSearch = EndError.Of(noise.Points, end, 0, search);
        EndError onCheck = check > 0 ? EndError.Of(noise.Points, end, search, check) : onSearch;
        return new LimitedRule(
            MaximumSteps, steps => steps == 1 ? TimeGrid.Uniform(1) : Search(context.Pathwise(), onSearch, onCheck, steps));
    }

    private static AutoDiffusionSchedule Create(MethodArguments arguments) =>
        new(EndFigures.Read(arguments), arguments.Integer(1, 0, int.MaxValue));

    private TimeGrid Search(ScheduleContext context, EndError onSearch, EndError onCheck, int steps)
    {
        Execution alone = context.Execution with { Threads = 1 };
        EvolutionarySearch search = new(
            new SearchSettings(),
            steps - 1,
            RandomStream.Open(seed, NoiseStream.Search),
            genes => onSearch.Measure(figure, context, GridOf(genes), alone));
        Candidate[] archive = search.Run(context.Execution);
        double[] again = new double[archive.Length];
        context.Execution.ForEach(archive.Length, i => again[i] = onCheck.Measure(figure, context, GridOf(archive[i].Genes), alone));
        return GridOf(archive[Array.IndexOf(again, again.Min())].Genes);
    }

    private static TimeGrid GridOf(int[] genes) => new([0, .. genes.Select(static g => (double)g / EvolutionarySearch.Resolution), 1]);

    /// <summary>The end error of the solver from some of the calibration samples.</summary>
    private sealed record EndError(SampleBatch Noise, SampleBatch Reference)
    {
        public static EndError Of(SampleBatch noise, SampleBatch reference, int start, int count) =>
            new(noise.Slice(start, count), reference.Slice(start, count));

        public double Measure(EndFigure figure, ScheduleContext context, TimeGrid grid, Execution execution) =>
            figure.Of(Sampler.Run(context.Flow, context.Solver, grid, Noise, execution), Reference);
    }
}
