using System.CommandLine;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Options;

/// <summary>How one set of samples is drawn.</summary>
internal sealed class SampleOptions : OptionGroup
{
    public SampleOptions()
        : base("method")
    {
        Solver = Value("--solver -s", "S", "the solver", "euler");
        Schedule = Value("--schedule -g", "G", "the schedule that places the steps", "uniform");
        Budget = Value("--nfe", "N", "velocity evaluations per sample");
        Grid = Value("--grid", "KNOTS", "the knots themselves in place of schedule and NFE, as in 0,0.2,1");
        Trajectory = Flag("--trajectory", "write the states at every knot, not the end points alone");
        Completes(Solver, SolverCatalog.All.Entries.Select(static e => e.Id));
        Completes(Schedule, ScheduleCatalog.All.Entries.Select(static e => e.Id));
    }

    public Option<string> Solver { get; }

    public Option<string> Schedule { get; }

    public Option<string> Budget { get; }

    public Option<string> Grid { get; }

    public Option<bool> Trajectory { get; }

    /// <summary>The grid that is written out, or null when a schedule is to build it.</summary>
    public TimeGrid? ReadGrid(ParseResult parsed)
    {
        if (parsed.TextOrNull(Grid) is not string knots)
        {
            return null;
        }

        foreach (Option<string> option in (Option<string>[])[Schedule, Budget])
        {
            if (parsed.IsGiven(option))
            {
                throw new FlowDemoException($"'{Grid.Name}' says where the steps are, and so does '{option.Name}'; give one of them.");
            }
        }

        return KnotList.Parse(Grid.Name, knots);
    }

    /// <summary>The number of steps that spends the budget.</summary>
    public int ReadSteps(ParseResult parsed, string solverName, ISolver solver)
    {
        if (parsed.TextOrNull(Budget) is null)
        {
            throw new FlowDemoException($"Neither '{Budget.Name}' nor '{Grid.Name}' is given; one of them says how many steps there are.");
        }

        int budget = parsed.Integer(Budget, 1, BudgetList.Largest);
        if (solver.StepsFor(budget) is int steps)
        {
            return steps;
        }

        int? less = Enumerable.Range(1, budget - 1).Reverse().Cast<int?>().FirstOrDefault(b => solver.StepsFor(b!.Value) is not null);
        int? more = Enumerable.Range(budget + 1, budget).Cast<int?>().FirstOrDefault(b => solver.StepsFor(b!.Value) is not null);
        string nearest = string.Join(" and ", new[] { less, more }.OfType<int>());
        throw new FlowDemoException($"'{solverName}' cannot spend {budget} evaluations exactly{(nearest.Length > 0 ? $"; it can spend {nearest}" : string.Empty)}.");
    }

    public string ReadSolver(ParseResult parsed) => parsed.Text(Solver);

    public string ReadSchedule(ParseResult parsed) => parsed.Text(Schedule);
}
