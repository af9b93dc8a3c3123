using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Comparison;

/// <summary>
/// A solver with a schedule, ready to spend budgets. The schedule is prepared once, when the first budget is spent. A solver
/// that chooses its own steps stands here once, without a schedule.
/// </summary>
internal sealed class MethodUnderTest
{
    private readonly string solverName;
    private readonly string scheduleName;
    private readonly ISolver solver;
    private readonly ComparedField velocityField;
    private readonly Problem problem;
    private readonly ScheduleContext context;
    private readonly Lazy<(IGridRule? Rule, long Cost)> prepared;

    private MethodUnderTest(string solverName, string scheduleName, ComparedField velocityField, Problem problem)
    {
        this.solverName = solverName;
        this.velocityField = velocityField;
        this.problem = problem;
        solver = SolverCatalog.All.Create(solverName);
        this.scheduleName = HasOwnTimes(solver) ? ISelfTimedSolver.OwnSchedule : scheduleName;
        context = new ScheduleContext(problem.Flow, problem.Target, solver, problem.Calibration, problem.Execution);
        ISchedule? schedule = HasOwnTimes(solver) ? null : ScheduleCatalog.All.Create(scheduleName);
        prepared = new Lazy<(IGridRule?, long)>(() => (schedule?.Prepare(context), context.Counter.Velocities));
    }

    /// <summary>What progress calls it: solver/schedule and the field.</summary>
    public string Name => $"{solverName}/{scheduleName} on {velocityField.Name}";

    /// <summary>The methods of a plan, by solver, then schedule, and the baseline behind them when the plan does not list it.</summary>
    public static ImmutableArray<MethodUnderTest> Of(ComparisonPlan plan, Problem problem)
    {
        var methods = ImmutableArray.CreateBuilder<MethodUnderTest>();
        foreach (string solver in plan.Solvers)
        {
            foreach (string schedule in plan.Schedules)
            {
                methods.AddRange(plan.Fields.Select(f => new MethodUnderTest(solver, schedule, f, problem)));
            }
        }

        if (!plan.ListsBaseline)
        {
            methods.Add(new MethodUnderTest(plan.BaselineSolver, plan.BaselineSchedule, ComparedField.Exact, problem));
        }

        // A solver with times of its own makes one row, whatever schedules there are.
        return [.. methods.DrainToImmutable().DistinctBy(static m => m.Name)];
    }

    /// <summary>The budgets that some number of steps spends exactly; one that is null for a solver that takes what it needs.</summary>
    public IEnumerable<int?> BudgetsAmong(IEnumerable<int> budgets) =>
        solver is IAdaptiveSolver ? [null] : budgets.Where(b => solver.StepsFor(b) is not null).Select(static b => (int?)b);

    /// <summary>Builds the grid for a budget, fits the solver to it where there is something to fit, and samples the test noise.</summary>
    /// <param name="budget">Velocity evaluations per sample; null for as many as the solver takes, whose mean is the run's budget.</param>
    /// <returns>The run, or null when no number of steps costs just that.</returns>
    public SampledRun? Run(int? budget)
    {
        if ((budget is int evaluations ? solver.StepsFor(evaluations) : 1) is not int steps)
        {
            return null;
        }

        (IGridRule? rule, long preparation) = prepared.Value;
        long before = context.Counter.Velocities;
        TimedSolver ready = MethodSetup.Prepare(context, () => rule!, steps);
        (ISolver running, TimeGrid grid) = ready;

        // What all budgets share, and what this one took; the fits of other budgets are theirs.
        long cost = preparation + context.Counter.Velocities - before;
        EvaluationCounter spent = new();
        (Flow flow, string? fieldRemark) = velocityField.FlowFor(problem.Flow, grid);
        Flow counted = flow with { Field = new CountingVelocityField(flow.Field, spent) };
        SampleBatch end = Sampler.Run(counted, running, grid, problem.Noise.Points, problem.Execution);
        int column = budget ?? (int)Math.Round((double)spent.Velocities / problem.Noise.Count);
        return new SampledRun(solverName, scheduleName, velocityField, flow, column, running, grid, spent, cost, end)
        {
            CalibrationError = cost > 0 && !running.IsStochastic ? CalibrationError(flow, ready) : null,
            Remark = running.IsStochastic ? "stochastic: its samples are not meant to end where the reference's do, so rmse says nothing of it; compare it by --metric w2,mmd,weights"
                : solver is ISelfTimedSolver ? "times and weights of its own: a class of its own"
                : solver is IAdaptiveSolver ? "step sizes of its own for every sample: a class of its own"
                : running is WarmStartSolver ? "warm start: the jump to its first knot costs no evaluation; a class of its own"
                : null,
            FieldRemark = fieldRemark,
        };
    }

    private static bool HasOwnTimes(ISolver solver) => solver is ISelfTimedSolver or IAdaptiveSolver;

    /// <summary>Endpoint RMSE on the noise that the method was allowed to look at: far below that of the test noise, it is over-fitted.</summary>
    private double CalibrationError(Flow flow, TimedSolver ready)
    {
        if (velocityField.Model is null && ready.CalibrationError is double own)
        {
            return own;
        }

        Calibration calibration = problem.Calibration;
        SampleBatch[] exact = calibration.ReferenceStates(TimeGrid.Uniform(100), problem.Execution).States;
        SampleBatch end = Sampler.Run(flow, ready.Solver, ready.Grid, calibration.Noise.Points, problem.Execution);
        return Math.Sqrt(EndpointError.Squared(end, exact[^1]).Sum() / end.Count);
    }
}
