using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Comparison;
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
        ComparisonPlan usual = new();
        Solver = Names(
            "--solver -s", "solvers, separated by commas; * matches any run of characters", SolverCatalog.All, usual.Solvers);
        Schedule = Names("--schedule -g", "schedules: the rules that place the steps", ScheduleCatalog.All, usual.Schedules);
        Method = Value(
            "--method -m",
            "LIST",
            "rows one by one in place of every solver on every schedule: SOLVER/SCHEDULE, or a solver with times of its own",
            static (_, text) => NameList.Split(text).Select(ParsePair).ToImmutableArray());
        Field = Text(
            "--field",
            "FIELDS",
            "velocity fields: exact; path:ID, the exact one of another path with a start and a reference of its own; "
                + "perturbed:DELTA, the exact one with a smooth error of that size, or perturbed-velocity:DELTA, where solvers with noise "
                + "keep the exact score; causal:GAMMA, 0 to 1, the best that an autoregressive flow could learn, which "
                + "guesses the class from all steps before; straightened:FILE with a model of 'flowdemo train'",
            ComparedField.Exact.Name);
        Recipe = Text(
            "--recipe",
            "METHODS",
            "train by these methods first ('flowdemo list methods'), each at its own knots or at METHOD@SCHEDULE, and compare before and "
                + "after, with Euler's method");
        Budgets = Value(
            "--nfe",
            "LIST",
            "velocity evaluations per sample: 1,2,4 or 2-8 or 2-16:2; a method has no row for a budget that it cannot spend exactly",
            BudgetList.Parse,
            string.Join(',', usual.Budgets));
        Metric = Names("--metric", "figures to measure", MetricCatalog.All, usual.Metrics);
        Resample = ResamplesOf(
            "run every row also on B bootstrap resamples of a target that is points: the metric 'resampled', and what no sampler can beat");
        Baseline = Value(
            "--baseline",
            "SOLVER/SCHEDULE",
            "the row that the ratios refer to",
            ParseBaseline,
            usual.Baseline.ToString());
        Invert = Flag(
            "--invert",
            "solve from the exact end points to noise and back on the same grid; rmse is then how far samples come back from where they "
                + "left, and --nfe is for each way");
        ExactStart = Flag(
            "--exact-start",
            "for solvers that start from noise alone at a noise level of their own, such as edm-heun, also rows that start where the exact "
                + "flow is there: what is left is the error of their steps");
        Completes(Recipe, TrainingCatalog.All.Names);
        Completes(Field, [ComparedField.Exact.Name]);
        CompletesMethods(Method);
        CompletesMethods(Baseline);
    }

    /// <remarks>Resamples are there as the metric that they are for, exact starts as the solvers that they are of.</remarks>
    public override IEnumerable<Option> Deciding => Options.Where(o => o != Resample && o != ExactStart);

    public Option<ImmutableArray<string>> Solver { get; }

    public Option<ImmutableArray<string>> Schedule { get; }

    /// <summary>Rows one by one; default where there are none.</summary>
    public Option<ImmutableArray<MethodName>> Method { get; }

    public Option<string> Field { get; }

    public Option<string> Recipe { get; }

    public Option<ImmutableArray<int>> Budgets { get; }

    public Option<ImmutableArray<string>> Metric { get; }

    /// <summary>Bootstrap resamples; null for none.</summary>
    public Option<int?> Resample { get; }

    /// <summary>The name of the baseline row.</summary>
    public Option<MethodName> Baseline { get; }

    public Option<bool> Invert { get; }

    public Option<bool> ExactStart { get; }

    /// <summary>The solvers; where that is asked for, with those that start exactly behind theirs.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="FlowDemoException">No solver has a start of its own.</exception>
    public ImmutableArray<string> ReadSolvers(ParseResult parsed)
    {
        ImmutableArray<string> named = parsed.GetValue(Solver);
        if (!parsed.GetValue(ExactStart))
        {
            return named;
        }

        parsed.Refuse([Method], name =>
            $"'{ExactStart.Name}' adds solvers to those of '{Solver.Name}', and '{name}' names the rows one by one; leave one out.");
        ImmutableArray<string> all =
            [.. named.SelectMany(s => new[] { s, SolverCatalog.All.Create(s).FromExactStart }).OfType<string>().Distinct()];
        return all.Length > named.Length ? all : throw new FlowDemoException(
            $"'{ExactStart.Name}' is about solvers that start at a noise level of their own; name one, such as edm-heun:20, with "
                + $"'{Solver.Name}'.");
    }

    /// <summary>The solvers that are there because a pattern fits them, not by their name.</summary>
    /// <param name="parsed">The command line.</param>
    public ImmutableArray<string> SolversByPattern(ParseResult parsed) =>
        parsed.Written(Solver) is string list ? SolverCatalog.All.SelectByPattern(list) : [];

    /// <summary>The name of a row with the names that this program has for solver and schedule.</summary>
    /// <param name="method">As a user writes it; what is none stays as it is.</param>
    internal static string Canonical(string method) => MethodName.Parse(method) is MethodName name
        ? new MethodName(SolverCatalog.All.Canonical(name.Solver), ScheduleCatalog.All.Canonical(name.Schedule), name.Field).ToString()
        : method;

    /// <summary>A name of a file may hold slashes; no schedule ends like one.</summary>
    private static MethodName ParsePair(string text)
    {
        int slash = text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? -1 : text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new MethodName(SolverCatalog.All.Canonical(text), OwnTimes.Instance.Name)
            : new MethodName(SolverCatalog.All.Canonical(text[..slash]), ScheduleCatalog.All.Canonical(text[(slash + 1)..]));
    }

    private static MethodName ParseBaseline(string option, string text) =>
        MethodName.Parse(text) is { Field: null } name
            ? new MethodName(SolverCatalog.All.Canonical(name.Solver), ScheduleCatalog.All.Canonical(name.Schedule))
            : throw new FlowDemoException(
                $"'{option}' takes a solver and a schedule with a slash between them, such as euler/uniform; '{text}' is not that.");

    private Option<ImmutableArray<string>> Names<T>(string names, string description, Catalog<T> catalog, ImmutableArray<string> defaults)
    {
        Option<ImmutableArray<string>> option =
            Value(names, "IDS", description, (_, text) => catalog.Select(text), string.Join(',', defaults));
        Completes(option, catalog.Names);
        return option;
    }
}
