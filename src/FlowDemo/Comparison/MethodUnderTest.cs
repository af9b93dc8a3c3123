using FlowDemo.Fields;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>A method on a problem, ready to spend budgets. Its schedule is prepared once, when the first budget is spent.</summary>
internal sealed class MethodUnderTest
{
    private readonly Problem problem;
    private readonly ScheduleContext context;
    private readonly Lazy<(IGridRule Rule, long Cost)> prepared;

    /// <summary>Takes up a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="problem">What it is tried on.</param>
    public MethodUnderTest(ComparedMethod method, Problem problem)
    {
        Method = method;
        this.problem = problem.For(method.Field);
        if (problem.Subject.Model is null)
        {
            this.problem.Flow.Require(method.Solver);
        }

        context = this.problem.ContextFor(method.Solver.Value);
        prepared = new Lazy<(IGridRule, long)>(() => this.problem.Prepare(method.Schedule.Value, context));
    }

    /// <summary>The method.</summary>
    public ComparedMethod Method { get; }

    /// <summary>
    /// The sampler for a budget, and what it cost: what all budgets share, and what this one took; the fits of others are theirs.
    /// </summary>
    /// <param name="budget">Velocity evaluations per sample; null for as many as the solver takes.</param>
    public (TimedSolver Ready, long Cost) Prepare(int? budget)
    {
        (IGridRule rule, long shared) = prepared.Value;
        long before = context.Counter.Velocities;
        TimedSolver ready = Method.Solver.Value.Prepare(context, rule, budget);
        return (ready, shared + context.Counter.Velocities - before);
    }

    /// <summary>Builds the grid for a budget, fits the solver to it where there is something to fit, and samples the test noise.</summary>
    /// <param name="budget">Velocity evaluations per sample; null for as many as the solver takes, whose mean is the run's budget.</param>
    public SampledRun Run(int? budget) => Run(budget, Prepare(budget));

    /// <summary>Samples the test noise with what is ready for a budget.</summary>
    /// <param name="budget">Velocity evaluations per sample; null for as many as the solver takes.</param>
    /// <param name="prepared">From <see cref="Prepare"/>, on the same target and path.</param>
    public SampledRun Run(int? budget, (TimedSolver Ready, long Cost) prepared)
    {
        (TimedSolver ready, long cost) = prepared;
        EvaluationCounter spent = new() { Heard = problem.Heard };
        (Flow flow, string? fieldRemark) = Method.Field.FlowFor(problem.Flow, ready.Grid);
        Flow counted = flow with { Field = new CountingVelocityField(flow.Field, spent) };
        SampleBatch start = problem.Inverts ? Inverted(counted, ready) : problem.Noise.Points;
        SampleBatch end = Sampler.Run(counted, ready.Solver, ready.Grid, start, problem.Execution);
        return new SampledRun(
            Method, flow, budget ?? (int)Math.Round((double)spent.Velocities / problem.Passes), ready, spent, cost, end)
        {
            CalibrationError = cost > 0 && !ready.Solver.IsStochastic && !problem.Inverts ? CalibrationError(flow, ready) : null,
            FieldRemark = fieldRemark,
        };
    }

    /// <summary>Where the sampler takes the exact end points on its way to noise.</summary>
    private SampleBatch Inverted(Flow flow, TimedSolver ready) => ready.Solver.RunsBackward
        ? Sampler.Run(
            MirroredVelocityField.FlowOf(flow), ready.Solver, ready.Grid.Mirrored(), problem.Reference.End, problem.Execution)
        : throw new FlowDemoException(
            $"'{Method.Name}' cannot run from data to noise: it jumps from the noise to its first knot; leave it out.");

    /// <summary>
    /// Endpoint RMSE on the noise that the method was allowed to look at: far below that of the test noise, it is over-fitted.
    /// </summary>
    private double CalibrationError(Flow flow, TimedSolver ready)
    {
        if (Method.Field.IsExact && ready.CalibrationError is double own)
        {
            return own;
        }

        ICalibration calibration = problem.Calibration;
        SampleBatch[] exact = calibration.ReferenceStates(ICalibration.Anchors, problem.Execution).States;
        SampleBatch end = Sampler.Run(flow, ready.Solver, ready.Grid, calibration.Noise.Points, problem.Execution);
        return Math.Sqrt(EndpointError.Squared(end, exact[^1]).Sum() / end.Count);
    }
}
