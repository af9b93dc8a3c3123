using System.Collections.Immutable;
using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>What is fitted where, and tested where.</summary>
internal sealed class TransferOptions : OptionGroup
{
    public TransferOptions()
        : base("transfer")
    {
        Targets = Value("--target -t", "IDS|FILES", "targets, separated by commas; each method is fitted on each and tested on all", "ring,moons,spiral,skewed");
        Methods = Value("--method -m", "LIST", "SOLVER/SCHEDULE, or a solver with times of its own, separated by commas", "euler/uniform,euler/boss,euler/optimal,fitted");
        Budget = Value("--nfe", "N", "velocity evaluations per sample", "6");
        Samples = Value("--samples -n", "N", "test points", "4096");
        Seed = Value("--seed", "S", "seed of every random stream", "0");
    }

    public Option<string> Targets { get; }

    public Option<string> Methods { get; }

    public Option<string> Budget { get; }

    public Option<string> Samples { get; }

    public Option<string> Seed { get; }

    public ImmutableArray<string> ReadTargets(ParseResult parsed) => [.. List(parsed.Text(Targets))];

    public ImmutableArray<string> ReadMethods(ParseResult parsed) => [.. List(parsed.Text(Methods))];

    public int ReadBudget(ParseResult parsed) => parsed.Integer(Budget, 1, BudgetList.Largest);

    public int ReadSamples(ParseResult parsed) => parsed.Integer(Samples, 2, NoiseOptions.MostSamples);

    public int ReadSeed(ParseResult parsed) => parsed.Integer(Seed, 0, int.MaxValue);

    private static IEnumerable<string> List(string text) => NameList.Split(text).Distinct();
}
