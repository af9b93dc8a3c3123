using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Transfer;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Options;

/// <summary>What is fitted where, and tested where.</summary>
internal sealed class TransferOptions : OptionGroup
{
    public TransferOptions()
        : base("transfer")
    {
        TransferPlan usual = new();
        Targets = Names(
            "--target -t",
            "IDS|FILES",
            "targets, separated by commas; each method is fitted on each and tested on all",
            usual.Targets);
        Methods = Names(
            "--method -m", "LIST", "SOLVER/SCHEDULE, or a solver with times of its own, separated by commas", usual.Methods);
        Budget = Whole("--nfe", "N", "velocity evaluations per sample", 1, ComparisonPlan.LargestBudget, usual.Budget);
        Samples = Whole("--samples -n", "N", "test points", NormalNoise.MinimumCount, NormalNoise.MaximumCount, usual.Samples);
        Scale = ScaleOf();
        Completes(Targets, TargetCatalog.All.Names);
        CompletesMethods(Methods);
        Seed = SeedOf("every random stream", usual.Seed);
    }

    public Option<ImmutableArray<string>> Targets { get; }

    public Option<ImmutableArray<string>> Methods { get; }

    public Option<int> Budget { get; }

    public Option<int> Samples { get; }

    private Option<ImmutableArray<double>> Scale { get; }

    public Option<int> Seed { get; }

    /// <summary>The width that all targets are brought to; null where they keep their own.</summary>
    /// <param name="parsed">The command line.</param>
    public double? ReadScale(ParseResult parsed) => FirstScale(parsed, Scale);

    private Option<ImmutableArray<string>> Names(
        string names, string valueName, string description, ImmutableArray<string> defaults)
    {
        static ImmutableArray<string> Parse(string option, string text) => [.. NameList.Split(text).Distinct()];
        return Value(names, valueName, description, Parse, string.Join(',', defaults));
    }
}
