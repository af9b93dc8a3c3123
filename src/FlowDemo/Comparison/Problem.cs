using System.Collections.Concurrent;
using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>What all methods of a comparison have in common.</summary>
/// <param name="Subject">What is sampled.</param>
/// <param name="Flow">Its flow: the exact one of a target, or a model's.</param>
/// <param name="Calibration">Noise and reference trajectories that schedules and fitted solvers may look at.</param>
/// <param name="Noise">The test noise.</param>
/// <param name="Reference">Where the exact flow takes the test noise.</param>
/// <param name="Seed">Seed for metrics that draw.</param>
/// <param name="Execution">Threads and cancellation.</param>
internal sealed record Problem(
    Subject Subject,
    Flow Flow,
    Calibration Calibration,
    NoiseSet Noise,
    ReferenceSolution Reference,
    int Seed,
    Execution Execution)
{
    private readonly ConcurrentDictionary<string, Lazy<Problem>> families = new();
    private readonly ConcurrentDictionary<(ISchedule, object), Lazy<(IGridRule Rule, long Cost)>> rules = new();

    /// <summary>The data distribution; null where nobody knows it.</summary>
    public GaussianMixture? Target => Subject.Target?.Mixture;

    /// <summary>
    /// The data distribution for methods that use its moments: a model's knots are the same whether its target stands beside it or not.
    /// </summary>
    public GaussianMixture? KnownMoments => Subject.Model is null ? Target : null;

    /// <summary>Where the exact flow of the target takes the test noise, beside a model; null where the flow is that flow.</summary>
    public SampleBatch? Truth { get; init; }

    /// <summary>Whether samples go from where the noise ends in truth to noise and back, instead of from the noise.</summary>
    public bool Inverts { get; init; }

    /// <summary>Resamples of the points, with where their own flow takes the test noise.</summary>
    public ImmutableArray<(Flow Flow, SampleBatch End)> Resamples { get; init; } = [];

    /// <summary>The test noise before the flow's start law carried it.</summary>
    public NoiseSet Drawn { get; init; } = Noise;

    /// <summary>The problem of a field: this one, or, for the exact field of another path, the same noise on that path.</summary>
    /// <param name="field">The field.</param>
    public Problem For(ComparedField field) => field.OwnPath is IPath path
        ? families.GetOrAdd(field.Name, _ => new(() => On(Subject.FlowOn(path)))).Value
        : this;

    private Problem On(Flow flow)
    {
        NoiseSet start = flow.Begin(Drawn);
        return new Problem(
            Subject,
            flow,
            Calibration.Of(flow, Seed, heard: Heard),
            start,
            ReferenceSolution.Adaptive(flow, start.Points, Execution),
            Seed,
            Execution)
        {
            Drawn = Drawn,
            Heard = Heard,
        };
    }

    /// <summary>Ways of all samples, from one end to the other.</summary>
    public int Passes => Inverts ? 2 * Noise.Count : Noise.Count;

    /// <summary>Hears of what schedules, fits and rows evaluate while they do; null for silence.</summary>
    public Action<long>? Heard { get; init; }

    /// <summary>What a schedule or a solver may look at here.</summary>
    /// <param name="solver">The solver.</param>
    public ScheduleContext ContextFor(ISolver solver)
    {
        ScheduleContext context = new(Flow, KnownMoments, solver, Calibration, Execution);
        context.Counter.Heard = Heard;
        return context;
    }

    /// <summary>A schedule made ready, once for all solvers that share its grids; each of them is charged for it.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="own">The context of the solver that it is for.</param>
    public (IGridRule Rule, long Cost) Prepare(ISchedule schedule, ScheduleContext own)
    {
        (IGridRule, long) In(ScheduleContext context) => (schedule.Prepare(context), context.Counter.Velocities);
        return schedule.SharedAmong(own.Solver) is object shared
            ? rules.GetOrAdd((schedule, shared), _ => new(() => In(ContextFor(own.Solver)))).Value
            : In(own);
    }
}
