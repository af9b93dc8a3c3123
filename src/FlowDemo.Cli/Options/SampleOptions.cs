using System.CommandLine;
using FlowDemo.Comparison;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Options;

/// <summary>How one set of samples is drawn.</summary>
internal sealed class SampleOptions : OptionGroup
{
    public SampleOptions()
        : base("method")
    {
        Solver = Text("--solver -s", "S", "the solver", "euler");
        Schedule = Text("--schedule -g", "G", "the schedule that places the steps", "uniform");
        Budget = Whole("--nfe", "N", "velocity evaluations per sample", 1, ComparisonPlan.LargestBudget);
        Grid = Value<TimeGrid?>("--grid", "KNOTS", "the knots themselves in place of schedule and NFE, as in 0,0.2,1", KnotList.Parse);
        Trajectory = Flag("--trajectory", "write the states at every knot, not the end points alone");
        Completes(Solver, SolverCatalog.All.Names);
        Completes(Schedule, ScheduleCatalog.All.Names);
    }

    public Option<string> Solver { get; }

    public Option<string> Schedule { get; }

    public Option<int?> Budget { get; }

    public Option<TimeGrid?> Grid { get; }

    public Option<bool> Trajectory { get; }

    /// <summary>The grid that is written out, or null when a schedule is to build it.</summary>
    public TimeGrid? ReadGrid(ParseResult parsed)
    {
        TimeGrid? knots = parsed.GetValue(Grid);
        if (knots is not null)
        {
            parsed.Refuse([Schedule, Budget], name => $"'{Grid.Name}' says where the steps are, and so does '{name}'; give one of them.");
        }

        return knots;
    }

    /// <summary>The budget, which the solver can spend exactly.</summary>
    public int ReadBudget(ParseResult parsed, Named<ISolver> solver)
    {
        int budget = parsed.GetValue(Budget)
            ?? throw new FlowDemoException(
                $"Neither '{Budget.Name}' nor '{Grid.Name}' is given; one of them says how many steps there are.");
        if (IsSpent(budget))
        {
            return budget;
        }

        int? less = Enumerable.Range(1, budget - 1).Reverse().Cast<int?>().FirstOrDefault(b => IsSpent(b!.Value));
        int? more = Enumerable.Range(budget + 1, budget).Cast<int?>().FirstOrDefault(b => IsSpent(b!.Value));
        string nearest = string.Join(" and ", new[] { less, more }.OfType<int>());
        string hint = nearest.Length > 0 ? $"; it can spend {nearest}" : string.Empty;
        throw new FlowDemoException($"'{solver.Name}' cannot spend {budget} evaluations exactly{hint}.");

        bool IsSpent(int evaluations) => solver.Value.StepsFor(evaluations) is not null;
    }
}
