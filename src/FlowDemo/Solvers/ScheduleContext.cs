using System.Collections.Concurrent;
using FlowDemo.Fields;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Solvers;

/// <summary>
/// What a schedule may look at while it decides, and a solver while it prepares itself: the flow, the solver that will run, and
/// calibration noise that never overlaps the test noise. Everything evaluated is counted.
/// </summary>
public sealed class ScheduleContext
{
    private readonly ConcurrentDictionary<object, Lazy<object>> kept = new();
    private readonly GaussianMixture? target;

    /// <summary>Creates a context with a tally of its own.</summary>
    /// <param name="flow">The flow to sample; evaluations through <see cref="Flow"/> are counted.</param>
    /// <param name="target">The data distribution, for methods that use its moments; null where nobody knows it.</param>
    /// <param name="solver">The solver that the grid is for.</param>
    /// <param name="calibration">Calibration noise and the reference trajectories from it, shared between schedules.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public ScheduleContext(Flow flow, GaussianMixture? target, ISolver solver, ICalibration calibration, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(flow);
        Counter = new EvaluationCounter();
        Flow = flow with { Field = new CountingVelocityField(flow.Field, Counter) };
        this.target = target;
        Solver = solver;
        Calibration = calibration;
        Execution = execution;
    }

    private ScheduleContext(ScheduleContext other, ISolver solver)
    {
        (Flow, target, Calibration, Execution, Counter, kept) =
            (other.Flow, other.target, other.Calibration, other.Execution, other.Counter, other.kept);
        Solver = solver;
    }

    /// <summary>The flow; what is evaluated through it is counted as the cost of the schedule.</summary>
    public Flow Flow { get; }

    /// <summary>The data distribution; null where nobody knows it.</summary>
    internal GaussianMixture? Mixture => target;

    /// <summary>
    /// The sum of the variances of the data's coordinates; where nobody knows the data, that of where the flow takes the calibration noise.
    /// </summary>
    public double TotalVariance => target?.TotalVariance ?? SampleMoments.TotalVariance(ReferenceEnds());

    /// <summary>The solver that the grid is for.</summary>
    public ISolver Solver { get; }

    /// <summary>
    /// Calibration noise with its reference trajectories; use <see cref="ReferenceStates"/> so that their cost is counted.
    /// </summary>
    public ICalibration Calibration { get; }

    /// <summary>Threads and cancellation.</summary>
    public Execution Execution { get; }

    /// <summary>What the schedule has cost so far.</summary>
    public EvaluationCounter Counter { get; }

    /// <summary>The same context for another solver, with the same tally.</summary>
    /// <param name="solver">The solver that the grid is for.</param>
    public ScheduleContext For(ISolver solver) => new(this, solver);

    /// <summary>This context; for a stochastic solver, whose end points tell nothing of its grid, that for Euler's method.</summary>
    internal ScheduleContext Pathwise() => Solver.IsStochastic ? For(Tableaus.Euler) : this;

    /// <summary>
    /// States of the calibration noise on a fine reference trajectory, one batch per knot. They are computed once for all
    /// schedules that ask for the same knots; each of them is charged for them.
    /// </summary>
    /// <param name="knots">The times wanted.</param>
    public SampleBatch[] ReferenceStates(TimeGrid knots)
    {
        (SampleBatch[] states, long cost) = Calibration.ReferenceStates(knots, Execution);
        Counter.Charge(cost);
        return states;
    }

    /// <summary>Where the exact flow takes the calibration noise; charged as the states at all anchors.</summary>
    public SampleBatch ReferenceEnds() => ReferenceStates(ICalibration.Anchors)[^1];

    /// <summary>
    /// A distribution with the mean and covariance of the data, for a jump that uses them; where nobody knows the data, the Gaussian with
    /// those of where the flow takes the calibration noise.
    /// </summary>
    /// <param name="kind">The jump.</param>
    /// <returns>Null where the data are unknown and the jump uses nothing of them.</returns>
    /// <exception cref="FlowDemoException">The data are unknown and not planar, or the noise is not normal.</exception>
    internal GaussianMixture? MomentsFor(WarmStartKind kind)
    {
        if (kind != WarmStartKind.None && !Flow.IsPlain)
        {
            throw new FlowDemoException(
                "A jump over the beginning (+mean, +gauss) is made for normal noise alone, and this path has another start or mixes in "
                    + "more; name the schedule alone.");
        }

        return target ?? (kind == WarmStartKind.None ? null : SampleMoments.PlanarGaussian(ReferenceEnds()));
    }

    /// <summary>
    /// Where the data are and how wide: their mean, and the root mean square distance from it along their widest direction; where nobody
    /// knows the data, those of where the flow takes the calibration noise.
    /// </summary>
    internal (double[] Mean, double Width) Place() =>
        target is null ? SampleMoments.Place(ReferenceEnds()) : ([target.MeanX, target.MeanY], target.Width);

    /// <summary>What an owner has made for this problem before, or makes now: a fit that all its budgets share.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="owner">Who made it; the same object later.</param>
    /// <param name="make">Makes it the first time.</param>
    public T Keep<T>(object owner, Func<T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        return (T)kept.GetOrAdd(owner, _ => new Lazy<object>(make)).Value;
    }
}
