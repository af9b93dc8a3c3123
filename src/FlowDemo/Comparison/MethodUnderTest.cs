using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>A solver with a schedule, ready to spend budgets. The schedule is prepared once, when the first budget is spent.</summary>
internal sealed class MethodUnderTest
{
    private readonly string solverName;
    private readonly string scheduleName;
    private readonly ISolver solver;
    private readonly ComparedField velocityField;
    private readonly Problem problem;
    private readonly ScheduleContext context;
    private readonly Lazy<IGridRule?> rule;

    private MethodUnderTest(string solverName, string scheduleName, ComparedField velocityField, Problem problem)
    {
        this.solverName = solverName;
        this.scheduleName = scheduleName;
        this.velocityField = velocityField;
        this.problem = problem;
        solver = SolverCatalog.All.Create(solverName);
        context = new ScheduleContext(problem.Flow, problem.Target, solver, problem.Calibration, problem.Execution);
        ISchedule? schedule = solver is ISelfTimedSolver ? null : ScheduleCatalog.All.Create(scheduleName);
        rule = new Lazy<IGridRule?>(() => schedule?.Prepare(context));
    }

    /// <summary>What progress calls it: solver/schedule and the field.</summary>
    public string Name => $"{solverName}/{scheduleName} on {velocityField.Name}";

    /// <summary>The methods of a plan, by solver, then schedule, and the baseline behind them when the plan does not list it.</summary>
    public static ImmutableArray<MethodUnderTest> Of(ComparisonPlan plan, Problem problem)
    {
        var methods = ImmutableArray.CreateBuilder<MethodUnderTest>();
        foreach (string solver in plan.Solvers)
        {
            // A sampler with times of its own makes one row, whatever schedules there are.
            IEnumerable<string> schedules = SolverCatalog.All.Create(solver) is ISelfTimedSolver ? [ISelfTimedSolver.OwnSchedule] : plan.Schedules;
            foreach (string schedule in schedules)
            {
                methods.AddRange(plan.Fields.Select(f => new MethodUnderTest(solver, schedule, f, problem)));
            }
        }

        if (!plan.ListsBaseline)
        {
            methods.Add(new MethodUnderTest(plan.BaselineSolver, plan.BaselineSchedule, ComparedField.Exact, problem));
        }

        return methods.DrainToImmutable();
    }

    /// <summary>The budgets that some number of steps spends exactly.</summary>
    public IEnumerable<int> BudgetsAmong(IEnumerable<int> budgets) => budgets.Where(b => solver.StepsFor(b) is not null);

    /// <summary>Builds the grid for a budget and samples the test noise on it.</summary>
    /// <param name="budget">Velocity evaluations per sample.</param>
    /// <returns>The run, or null when no number of steps costs just that.</returns>
    public SampledRun? Run(int budget)
    {
        if (solver.StepsFor(budget) is not int steps)
        {
            return null;
        }

        (ISolver running, TimeGrid grid, string? remark) = Prepare(budget, steps);
        long cost = context.Counter.Velocities;
        EvaluationCounter spent = new();
        (Flow flow, string? fieldRemark) = velocityField.FlowFor(problem.Flow, grid);
        Flow counted = flow with { Field = new CountingVelocityField(flow.Field, spent) };
        SampleBatch end = Sampler.Run(counted, running, grid, problem.Noise.Points, problem.Execution);
        return new SampledRun(solverName, scheduleName, velocityField, flow, budget, running, grid, spent, cost, end)
        {
            CalibrationError = cost > 0 ? CalibrationError(flow, running, grid) : null,
            Remark = remark,
            FieldRemark = fieldRemark,
        };
    }

    /// <summary>The solver and the grid for a budget, and what sets the row apart from those of other methods.</summary>
    private (ISolver Solver, TimeGrid Grid, string? Remark) Prepare(int budget, int steps)
    {
        if (solver is ISelfTimedSolver own)
        {
            TimedSolver timed = own.Prepare(context, budget);
            return (timed.Solver, timed.Grid, "times and weights of its own: a class of its own");
        }

        TimeGrid grid = rule.Value!.Build(steps);
        return rule.Value is IWarmStartRule warmStart
            ? (warmStart.Decorate(solver), grid, "warm start: the jump to its first knot costs no evaluation, a class of its own")
            : (solver, grid, null);
    }

    /// <summary>Endpoint RMSE on the noise that the method was allowed to look at: far below that of the test noise, it is over-fitted.</summary>
    private double CalibrationError(Flow flow, ISolver running, TimeGrid grid)
    {
        Calibration calibration = problem.Calibration;
        SampleBatch[] exact = calibration.ReferenceStates(TimeGrid.Uniform(100), problem.Execution).States;
        SampleBatch end = Sampler.Run(flow, running, grid, calibration.Noise.Points, problem.Execution);
        return Math.Sqrt(EndpointError.Squared(end, exact[^1]).Sum() / end.Count);
    }
}
