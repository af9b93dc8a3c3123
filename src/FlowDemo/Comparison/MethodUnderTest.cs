using System.Collections.Immutable;
using FlowDemo.Fields;
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
    private readonly Problem problem;
    private readonly ScheduleContext context;
    private readonly Lazy<IGridRule> rule;

    private MethodUnderTest(string solverName, string scheduleName, Problem problem)
    {
        this.solverName = solverName;
        this.scheduleName = scheduleName;
        this.problem = problem;
        solver = SolverCatalog.All.Create(solverName);
        ISchedule schedule = ScheduleCatalog.All.Create(scheduleName);
        context = new ScheduleContext(problem.Flow, problem.Target, solver, problem.Calibration, problem.Execution);
        rule = new Lazy<IGridRule>(() => schedule.Prepare(context));
    }

    /// <summary>What a reader calls it: solver/schedule.</summary>
    public string Name => $"{solverName}/{scheduleName}";

    /// <summary>The methods of a plan, by solver, then schedule, and the baseline behind them when the plan does not list it.</summary>
    public static ImmutableArray<MethodUnderTest> Of(ComparisonPlan plan, Problem problem)
    {
        var methods = ImmutableArray.CreateBuilder<MethodUnderTest>();
        foreach (string solver in plan.Solvers)
        {
            foreach (string schedule in plan.Schedules)
            {
                methods.Add(new MethodUnderTest(solver, schedule, problem));
            }
        }

        if (!plan.ListsBaseline)
        {
            methods.Add(new MethodUnderTest(plan.BaselineSolver, plan.BaselineSchedule, problem));
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

        _ = rule.Value;
        long shared = context.Counter.Velocities;
        TimeGrid grid = rule.Value.Build(steps);
        long cost = context.Counter.Velocities;
        EvaluationCounter spent = new();
        Flow counted = problem.Flow with { Field = new CountingVelocityField(problem.Flow.Field, spent) };
        ISolver running = rule.Value is IWarmStartRule warmStart ? warmStart.Decorate(solver) : solver;
        SampleBatch end = Sampler.Run(counted, running, grid, problem.Noise.Points, problem.Execution);
        return new SampledRun(solverName, scheduleName, budget, running, grid, spent, cost, end);
    }
}
