using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules.AutoDiffusion;
using FlowDemo.Solvers;

namespace FlowDemo.Learning.Boosting;

/// <summary>
/// Euler's method on a layered model of the velocity (<see cref="BoostedVelocity"/>) that may leave blocks out at each step, and take
/// more steps for what that saves: N evaluations buy 6 N blocks. Times and blocks are found by evolution, times first, as those with the
/// least mean squared end error on calibration noise; the best ten are measured again on more of it.
/// </summary>
/// <remarks>
/// Li et al., AutoDiffusion: Training-Free Optimization of Time Steps and Architectures for Automated Diffusion Model Acceleration, 2023,
/// arXiv 2309.10438, section 3.
/// </remarks>
/// <param name="form">What is searched.</param>
/// <param name="seed">Seed of the features and of the search.</param>
internal sealed class LayerSkips(LayerForm form, int seed) : ISolver
{
    private const int MostEvaluations = 8;
    private const int SearchSamples = 256;
    private const int CheckSamples = 1024;
    private const int FirstStage = 5;
    private const string Remark = "a model of six blocks and times of its own: its error is that of the model too; a class of its own";

    private static readonly string[] Forms = ["skips", "times", "even"];

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "layer-skips", "AutoDiffusion's search for times and skipped layers, on a velocity made of six boosted blocks.", static a =>
            new LayerSkips((LayerForm)Array.IndexOf(Forms, a.Word(0, Forms)), a.Integer(1, 0, 1_000_000)))
    {
        Formula = "x += h (affine + sum of the blocks f_l kept); sum over steps of the blocks kept <= 6 N",
        Order = "none: fitted to one budget, and no better than its model",
        Cost = "6 N blocks; a reference solution, and about 1000 runs on 256 calibration samples and 10 on 1024",
        Source = "Li et al., AutoDiffusion: Training-Free Optimization of Time Steps and Architectures for Automated Diffusion Model "
            + "Acceleration, 2023, arXiv 2309.10438, section 3",
        Notes = "A model of its own, so that its error is that of the model too: compare it with layer-skips:times and layer-skips:even, "
            + "and with nothing else. NFE counts a block as a sixth. Up to 8 evaluations. No pattern lists it.",
        Parameters =
        [
            new("what", Forms[0], "skips: times and blocks; times: times alone; even: even times and all blocks."),
            new("seed", "0", "seed of the features and the search, 0 to 1000000."),
        ],
        IsListedByPattern = false,
    };

    /// <inheritdoc/>
    public bool IsFitted => true;

    /// <inheritdoc/>
    public bool BringsField => true;

    /// <inheritdoc/>
    public bool TakesSchedule => false;

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => evaluations <= MostEvaluations ? evaluations : null;

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations)
    {
        ArgumentNullException.ThrowIfNull(context);
        int steps = evaluations ?? throw new ArgumentNullException(nameof(evaluations));
        if (context.Flow.Field.Dimension != 2)
        {
            throw FlowDemoException.Obstacle("The blocks of layer-skips are functions of the plane; use another solver.");
        }

        NoiseSet noise = context.Calibration.Noise;
        SampleBatch end = context.ReferenceEnds();
        int search = noise.CountInWholeReplicates(Math.Min(SearchSamples, (noise.Count + 1) / 2));
        int check = Math.Min(CheckSamples, noise.Count - search);
        BoostedVelocity model = BoostedVelocity.Fit(context, seed);
        Execution alone = context.Execution with { Threads = 1 };
        Func<LayerPlan, double> ErrorOn(int start, int count)
        {
            (SampleBatch starts, SampleBatch exact) = (noise.Points.Slice(start, count), end.Slice(start, count));
            return plan => EndpointError.Squared(
                Sampler.Run(context.Flow, new Planned(model, plan), plan.Grid, starts, alone), exact).Sum() / count;
        }

        Func<LayerPlan, double> onSearch = ErrorOn(0, search);
        LayerPlan[] found = Search(steps, onSearch, context.Execution);
        LayerPlan best = check > 0 && found.Length > 1 ? Least(found, ErrorOn(search, check), context.Execution) : found[0];
        return new TimedSolver(new Planned(model, best), best.Grid)
        {
            Remark = $"{Remark}; blocks kept: {string.Join(',', best.Skipped.Select(LayerPlan.Kept))}",
        };
    }

    /// <inheritdoc/>
    /// <exception cref="FlowDemoException">Always: it is <see cref="Prepare"/> that fits the blocks.</exception>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => throw new FlowDemoException(
        "The solver 'layer-skips' has times of its own and runs on no other grid; leave the grid and the schedule out.");

    /// <summary>The best plans for a budget by the calibration samples of the search, best first.</summary>
    private LayerPlan[] Search(int steps, Func<LayerPlan, double> error, Execution execution)
    {
        LayerPlan even = LayerPlan.Whole(Enumerable.Range(1, steps - 1).Select(k => LayerPlan.Resolution * k / steps));
        if (form == LayerForm.Even)
        {
            return [even];
        }

        SearchSettings all = new();
        SearchSettings first = form == LayerForm.Times ? all : all with { Generations = FirstStage };
        LayerPlan[] timed = steps == 1 ? [even] :
        [
            .. new EvolutionarySearch(
                first, steps - 1, RandomStream.Open(seed, NoiseStream.Search), genes => error(LayerPlan.Whole(genes)))
                .Run(execution).Select(static c => LayerPlan.Whole(c.Genes)),
        ];
        return form == LayerForm.Times
            ? timed
            : new LayerSearch(
                all with { Generations = all.Generations - FirstStage },
                steps * BoostedVelocity.Blocks,
                RandomStream.Open(seed, NoiseStream.Search),
                error).Run(timed, execution);
    }

    private static LayerPlan Least(LayerPlan[] plans, Func<LayerPlan, double> error, Execution execution)
    {
        double[] errors = new double[plans.Length];
        execution.ForEach(plans.Length, i => errors[i] = error(plans[i]));
        return plans[Array.IndexOf(errors, errors.Min())];
    }

    /// <summary>Euler's steps of a plan.</summary>
    private sealed class Planned(BoostedVelocity model, LayerPlan plan) : ISolver
    {
        public bool IsFitted => true;

        public bool TakesSchedule => false;

        public bool CarriesTangents => false;

        public int? StepsFor(int evaluations) => evaluations * BoostedVelocity.Blocks >= plan.Cost ? plan.Skipped.Length : null;

        public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
            new Stepper(model, plan, (flow.Field as CountingVelocityField)?.Counter, batch);
    }

    private sealed class Stepper(BoostedVelocity model, LayerPlan plan, EvaluationCounter? counter, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch velocity = batch.NewLike();
        private readonly SampleBatch scratch = batch.NewLike();
        private int step;
        private long blocks;

        public void Step(double t0, double t1, SampleBatch x)
        {
            int skipped = plan.Skipped[step++];
            model.Evaluate(t0, x, skipped, velocity, scratch);
            Flat.AddScaled(x.Values, t1 - t0, velocity.Values);

            // A block is a part of an evaluation; what is begun counts.
            long before = Whole(blocks);
            blocks += x.Count * (long)LayerPlan.Kept(skipped);
            counter?.AddVelocities(Whole(blocks) - before);
        }

        private static long Whole(long blocks) => (blocks + BoostedVelocity.Blocks - 1) / BoostedVelocity.Blocks;
    }
}

/// <summary>What is searched for a layered model.</summary>
internal enum LayerForm
{
    /// <summary>Times and blocks.</summary>
    Skips,

    /// <summary>Times alone.</summary>
    Times,

    /// <summary>Nothing.</summary>
    Even,
}
