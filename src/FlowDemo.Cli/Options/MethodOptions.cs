using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Learning;
using FlowDemo.Metrics;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Options;

/// <summary>What is compared, at which budgets, and by which figures.</summary>
internal sealed class MethodOptions : OptionGroup
{
    public MethodOptions()
        : base("methods")
    {
        Solver = Value("--solver -s", "IDS", "solvers, separated by commas; * matches any run of characters", "euler,heun,midpoint,rk4");
        Schedule = Value("--schedule -g", "IDS", "schedules: the rules that place the steps", "uniform,boss");
        Field = Value("--field", "FIELDS", "velocity fields: exact, or straightened:FILE with a model of 'flowdemo train'", "exact");
        Recipe = Value("--recipe", "METHOD", "train by this method first ('flowdemo list methods') and compare before and after, with Euler's method");
        Budgets = Value("--nfe", "LIST", "velocity evaluations per sample: 1,2,4 or 2-8 or 2-16:2; a method has no row for a budget that it cannot spend exactly", "1,2,4,8,16");
        Metric = Value("--metric", "IDS", "figures to measure", "rmse,median,flips,kl");
        Baseline = Value("--baseline", "SOLVER/SCHEDULE", "the row that the ratios refer to", "euler/uniform");
        Completes(Solver, SolverCatalog.All.Entries.Select(static e => e.Id));
        Completes(Schedule, ScheduleCatalog.All.Entries.Select(static e => e.Id));
        Completes(Recipe, TrainingCatalog.All.Entries.Select(static e => e.Id));
        Completes(Metric, MetricCatalog.All.Entries.Select(static e => e.Id));
    }

    public override IEnumerable<Option> Deciding => Options;

    public Option<string> Solver { get; }

    public Option<string> Schedule { get; }

    public Option<string> Field { get; }

    public Option<string> Recipe { get; }

    public Option<string> Budgets { get; }

    public Option<string> Metric { get; }

    public Option<string> Baseline { get; }

    public ImmutableArray<int> ReadBudgets(ParseResult parsed) => BudgetList.Parse(Budgets.Name, parsed.Text(Budgets));

    /// <summary>The two names of the baseline row.</summary>
    public (string Solver, string Schedule) ReadBaseline(ParseResult parsed) =>
        parsed.Text(Baseline).Split('/') is [{ Length: > 0 } solver, { Length: > 0 } schedule]
            ? (solver, schedule)
            : throw new FlowDemoException($"'{Baseline.Name}' takes a solver and a schedule with a slash between them, such as euler/uniform; '{parsed.Text(Baseline)}' is not that.");
}
