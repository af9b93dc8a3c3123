using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Randomness;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Options;

/// <summary>Who races, for which budget, and on how many points those that are left are compared.</summary>
internal sealed class RaceOptions : OptionGroup
{
    private const string Everything = "*";

    private static readonly ComparisonPlan Usual = new();

    public RaceOptions()
        : base("race")
    {
        Budget = Whole("--nfe", "N", "velocity evaluations per sample", 1, ComparisonPlan.LargestBudget, 6);
        Solver = Value(
            "--solver -s",
            "IDS",
            "solvers, separated by commas; fitted ones do not race",
            static (_, text) => SolverCatalog.All.Select(text),
            Everything);
        Schedule = Value(
            "--schedule -g",
            "IDS",
            "schedules; a list of one's own as well",
            static (_, text) => ScheduleCatalog.All.Select(text),
            Everything);
        Samples = Whole(
            "--samples -n", "N", "test points of the last table", NormalNoise.MinimumCount, NormalNoise.MaximumCount, Usual.Samples);
        Seed = SeedOf("every random stream", Usual.Seed);
        From = Text(
            "--from",
            "PATH",
            "answer from results instead of a race: a .csv or .csv.gz that 'compare' or 'render' wrote, or a folder of them; of all "
                + "targets and scales there, or of those that are named");
        Completes(Solver, SolverCatalog.All.Names);
        Completes(Schedule, ScheduleCatalog.All.Names);
    }

    public Option<int> Budget { get; }

    public Option<ImmutableArray<string>> Solver { get; }

    public Option<ImmutableArray<string>> Schedule { get; }

    public Option<int> Samples { get; }

    public Option<int> Seed { get; }

    /// <summary>Where results stand that answer without a race; null for a race.</summary>
    public Option<string> From { get; }

    /// <summary>What races.</summary>
    /// <param name="parsed">The command line.</param>
    public ComparisonPlan ReadPlan(ParseResult parsed) => new()
    {
        Solvers = parsed.GetValue(Solver),
        Schedules = parsed.GetValue(Schedule),
        Budgets = [parsed.GetValue(Budget)],
        Samples = parsed.GetValue(Samples),
        Seed = parsed.GetValue(Seed),
    };

    /// <summary>The same as options of 'compare'.</summary>
    /// <param name="plan">The plan, with the rows that are left.</param>
    public IEnumerable<(string Name, string Value)> Describe(ComparisonPlan plan) =>
    [
        ("samples", plan.Samples.ToString(CultureInfo.InvariantCulture)),
        ("seed", plan.Seed.ToString(CultureInfo.InvariantCulture)),
        ("noise", plan.Noise),
        ("method", string.Join(',', plan.Pairs)),
        ("nfe", string.Join(',', plan.Budgets)),
        ("metric", string.Join(',', plan.Metrics)),
    ];
}
