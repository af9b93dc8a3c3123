using System.Collections.Concurrent;
using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>
/// Calibration noise, from a stream of its own, and the fine reference trajectories that start from it: computed when first
/// asked for and kept, because every data-adaptive schedule of a comparison looks at the same ones.
/// </summary>
/// <param name="flow">The flow whose trajectories they are; not counted here, see <see cref="ScheduleContext.ReferenceStates"/>.</param>
/// <param name="noise">The calibration noise.</param>
/// <param name="seed">The seed it was drawn with, for methods that draw more of it.</param>
public sealed class Calibration(Flow flow, NoiseSet noise, int seed = 0) : ICalibration
{
    /// <summary>
    /// Fewest RK4 steps over [0, 1] behind every reference state. On the ring of 8 modes their endpoint RMSE is 5e-8, far below
    /// the local errors that schedules weigh against each other.
    /// </summary>
    private const int FineSteps = 200;

    /// <summary>Noise points of a calibration.</summary>
    internal const int Count = 4096;

    /// <summary>Evaluations per sample of its trajectories, with what certifies their steps.</summary>
    private const int UsualEvaluations = 1000;

    private SubdividedSolver? fineSolver;

    private readonly ConcurrentDictionary<TimeGrid, Lazy<(SampleBatch[] States, long Cost)>> trajectories = new();

    /// <summary>Hears of evaluations as they are made, on any thread; null for silence.</summary>
    internal Action<long>? Heard { get; init; }

    /// <summary>About what reference trajectories take.</summary>
    /// <param name="samples">Noise points.</param>
    internal static Workload Work(int samples) => new((double)UsualEvaluations * samples);

    /// <inheritdoc/>
    public NoiseSet Noise => noise;

    /// <inheritdoc/>
    public int Seed => seed;

    /// <summary>The calibration that belongs to a seed: the same grids come out wherever they are built.</summary>
    /// <param name="flow">The flow whose trajectories it holds.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="count">Noise points, where each is dear.</param>
    /// <param name="heard">Hears of evaluations as they are made; null for silence.</param>
    public static Calibration Of(Flow flow, int seed, int count = Count, Action<long>? heard = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        NoiseSet noise = NormalNoise.Quasi(Math.Min(count, Count), seed, NoiseStream.Calibration, flow.Field.Dimension);
        return new(flow, flow.Begin(noise), seed) { Heard = heard };
    }

    /// <inheritdoc/>
    public (SampleBatch[] States, long Cost) ReferenceStates(TimeGrid knots, Execution execution) =>
        trajectories.GetOrAdd(knots, k => new Lazy<(SampleBatch[], long)>(() => Trace(k, execution))).Value;

    private (SampleBatch[] States, long Cost) Trace(TimeGrid knots, Execution execution)
    {
        // What certifies the steps is not charged to a schedule, as the rows' reference is not charged to the rows.
        fineSolver ??= CertifiedSteps.OfRk4(flow, noise.Points, FineSteps, execution);
        EvaluationCounter counter = new() { Heard = Heard };
        Flow counted = flow with { Field = new CountingVelocityField(flow.Field, counter) };
        SampleBatch[] states = Sampler.Trajectory(counted, fineSolver, knots, noise.Points, execution);
        return (states, counter.Velocities);
    }
}
