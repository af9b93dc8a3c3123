using FlowDemo.Fields;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Schedules;

/// <summary>
/// What a schedule may look at while it decides: the flow, the solver it will run with, and calibration noise that never
/// overlaps the test noise. Everything it evaluates is counted.
/// </summary>
public sealed class ScheduleContext
{
    /// <summary>Creates a context with a tally of its own.</summary>
    /// <param name="flow">The flow to sample; evaluations through <see cref="Flow"/> are counted.</param>
    /// <param name="target">The data distribution, for schedules that scale with its moments.</param>
    /// <param name="solver">The solver that the grid is for.</param>
    /// <param name="calibration">Calibration noise and the reference trajectories from it, shared between schedules.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public ScheduleContext(Flow flow, GaussianMixture target, ISolver solver, Calibration calibration, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(flow);
        Counter = new EvaluationCounter();
        Flow = flow with { Field = new CountingVelocityField(flow.Field, Counter) };
        Target = target;
        Solver = solver;
        Calibration = calibration;
        Execution = execution;
    }

    private ScheduleContext(ScheduleContext other, ISolver solver)
    {
        (Flow, Target, Calibration, Execution, Counter) = (other.Flow, other.Target, other.Calibration, other.Execution, other.Counter);
        Solver = solver;
    }

    /// <summary>The flow; what is evaluated through it is counted as the cost of the schedule.</summary>
    public Flow Flow { get; }

    /// <summary>The data distribution.</summary>
    public GaussianMixture Target { get; }

    /// <summary>The solver that the grid is for.</summary>
    public ISolver Solver { get; }

    /// <summary>Calibration noise with its reference trajectories; use <see cref="ReferenceStates"/> so that their cost is counted.</summary>
    public Calibration Calibration { get; }

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
        Counter.AddVelocities(cost);
        return states;
    }

    /// <summary>Where the exact flow takes the calibration noise; charged as the states at all anchors.</summary>
    public SampleBatch ReferenceEnds() => ReferenceStates(Calibration.Anchors)[^1];

    /// <summary>Reference states and the velocities there, for the first calibration samples.</summary>
    /// <param name="knots">The times wanted.</param>
    /// <param name="samples">Number of samples, from 1 to all.</param>
    internal AnchoredTrajectories TrajectoriesAt(TimeGrid knots, int samples)
    {
        SampleBatch[] states = ReferenceStates(knots);
        return AnchoredTrajectories.Along(
            Flow, knots, samples == states[0].Count ? states : [.. states.Select(s => s.Slice(0, samples))], Execution);
    }
}
