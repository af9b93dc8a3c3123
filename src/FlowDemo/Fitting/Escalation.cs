using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Fitting;

/// <summary>
/// Euler's method on even steps, where samples that half-way might still end in several modes are done again with more steps: those whose
/// largest responsibility <c>max_k r_k(x, 1/2)</c> is below a quantile, found on the calibration noise. N + share M evaluations on
/// average; carries the starts. The control is <c>random</c>, as many samples whatever they are.
/// </summary>
/// <remarks>
/// Early exit: Teerapittayanon, McDanel, Kung, BranchyNet: Fast Inference via Early Exiting from Deep Neural Networks, 2016, arXiv
/// 1709.01686, turned round: what is settled leaves with the cheap answer.
/// </remarks>
/// <param name="steps">N, the steps of every sample, even.</param>
/// <param name="again">M, the steps of those that are done again.</param>
/// <param name="share">Their share.</param>
/// <param name="isRandom">Whether they are drawn at random.</param>
internal sealed class Escalation(int steps, int again, double share, bool isRandom) : ISolver
{
    private const int MostSteps = 1024;
    private const string Ambiguous = "ambiguous";
    private const string Random = "random";

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "escalate", "Euler, where samples that are ambiguous half-way are done again with more steps.", static a => Read(a))
    {
        Formula = "euler with N even steps; with M where max_k r_k(x, 1/2) is below its quantile of the share",
        Order = "1 in both numbers of steps",
        Cost = "N + share M on average, sample by sample; N/2 on the calibration noise",
        Source = "Teerapittayanon, McDanel, Kung, BranchyNet: Fast Inference via Early Exiting from Deep Neural Networks, 2016, arXiv "
            + "1709.01686",
        Notes = "A mixed result: rmse falls, for the errors of ambiguous samples are the largest, and the median, which they are not, is "
            + "that of N steps. Needs a target with modes. Takes no schedule; its NFE is the mean counted. No pattern lists it.",
        Parameters =
        [
            new("steps", "8", "N, an even number from 2 to 1024."),
            new("again", "32", "M, 1 to 1024."),
            new("share", "0.1", "of the samples, 0 to 1."),
            new("which", Ambiguous, "ambiguous, or random for the control."),
        ],
        IsListedByPattern = false,
    };

    /// <inheritdoc/>
    public bool IsFitted => true;

    /// <inheritdoc/>
    public bool TakesSchedule => false;

    /// <inheritdoc/>
    public bool TakesBudget => false;

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public string? ObstacleOn(Flow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Field.Remembers ? FlowCheck.TakesSomeAlone
            : isRandom || flow.IsPlain ? null
            : "asks for modes in normal noise, and this path starts from another law or mixes in more";
    }

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => null;

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new TimedSolver(new Escalating(steps, again, Choice(context)), TimeGrid.Uniform(1)) { Remark = TimedSolver.OwnSteps };
    }

    /// <inheritdoc/>
    /// <remarks>Before it is prepared nobody is ambiguous.</remarks>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow, steps, again, null, batch);

    private static Escalation Read(MethodArguments arguments)
    {
        int steps = arguments.Integer(0, 2, MostSteps);
        return new Escalation(
            steps % 2 == 0 ? steps : throw arguments.Bad(0, $"an even number from 2 to {MostSteps}"),
            arguments.Integer(1, 1, MostSteps),
            arguments.Number(2, 0, 1),
            arguments.Word(3, Ambiguous, Random) == Random);
    }

    /// <summary>Which samples are done again, given where they start and where they are half-way.</summary>
    private Func<SampleBatch, SampleBatch, int, bool> Choice(ScheduleContext context)
    {
        if (isRandom)
        {
            return (starts, _, i) => SampleNoise.Key(0, starts, i) < share * ulong.MaxValue;
        }

        if (context.Mixture is not GaussianMixture target || !ModeFlips.HasModes(target))
        {
            throw FlowDemoException.Obstacle(
                "The solver 'escalate' needs a target with modes, a mixture of several components: choose another target, or "
                    + $"'escalate:{steps},{again},{FormattableString.Invariant($"{share}")},{Random}'.");
        }

        MixturePosterior posterior = new(target, context.Flow.Path);
        double Certainty(SampleBatch x, int i) => posterior.LargestResponsibility(0.5, x[i, 0], x[i, 1]);
        SampleBatch middle = context.Calibration.Noise.Points.Clone();
        Walk(Tableaus.Euler.Start(context.Flow, middle), 0, 0.5, steps / 2, middle);
        double[] sorted = new double[middle.Count];
        context.Execution.ForEach(middle.Count, i => sorted[i] = Certainty(middle, i));
        Array.Sort(sorted);
        double threshold = share > 0 ? SampleQuantile.OfSorted(sorted, share) : 0;
        return (_, x, i) => Certainty(x, i) < threshold;
    }

    private static void Walk(IStepper euler, double from, double to, int steps, SampleBatch x)
    {
        for (int k = 0; k < steps; k++)
        {
            euler.Step(from + ((to - from) * k / steps), k + 1 == steps ? to : from + ((to - from) * (k + 1) / steps), x);
        }
    }

    /// <summary>The solver once it knows whom to do again.</summary>
    private sealed class Escalating(int steps, int again, Func<SampleBatch, SampleBatch, int, bool> choice) : ISolver
    {
        public bool IsFitted => true;

        public bool TakesSchedule => false;

        public bool TakesBudget => false;

        public bool CarriesTangents => false;

        public int? StepsFor(int evaluations) => null;

        public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow, steps, again, choice, batch);
    }

    private sealed class Stepper(
        Flow flow, int steps, int again, Func<SampleBatch, SampleBatch, int, bool>? choice, SampleBatch batch) : IStepper
    {
        private readonly IStepper euler = Tableaus.Euler.Start(flow, batch);
        private readonly SampleBatch starts = batch.NewLike();
        private readonly List<int> chosen = [];

        public void Step(double t0, double t1, SampleBatch x)
        {
            double middle = (t0 + t1) / 2;
            x.Values.CopyTo(starts.Values);
            Walk(euler, t0, middle, steps / 2, x);
            chosen.Clear();
            for (int i = 0; choice is not null && i < x.Count; i++)
            {
                if (choice(starts, x, i))
                {
                    chosen.Add(i);
                }
            }

            Walk(euler, middle, t1, steps / 2, x);
            if (chosen.Count > 0)
            {
                DoAgain(t0, t1, x);
            }
        }

        private void DoAgain(double t0, double t1, SampleBatch x)
        {
            SampleBatch some = new(x.Dimension, chosen.Count);
            for (int d = 0; d < x.Dimension; d++)
            {
                for (int i = 0; i < chosen.Count; i++)
                {
                    some[i, d] = starts[chosen[i], d];
                }
            }

            Walk(Tableaus.Euler.Start(flow, some), t0, t1, again, some);
            for (int d = 0; d < x.Dimension; d++)
            {
                for (int i = 0; i < chosen.Count; i++)
                {
                    x[chosen[i], d] = some[i, d];
                }
            }
        }
    }
}
