using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Fitting;

namespace FlowDemo.Cli.Options;

/// <summary>What is fitted.</summary>
internal sealed class FitOptions : OptionGroup
{
    private const int LeastPairs = 64;
    private const int MostPairs = 1_000_000;

    public FitOptions()
        : base("fit")
    {
        Budgets = Value("--nfe", "LIST", "velocity evaluations per sample, a sampler for each, from 1 to 12", "2-8");
        Variant = Value("--variant", "ID", string.Join(", ", FitVariants.Names), FitVariants.Names[0]);
        Pairs = Value("--pairs", "N", "calibration pairs to draw from, and half as many to stop by; 131072 when left out, down to 8192 for targets of many components");
        Seed = Value("--seed", "S", "seed of the calibration and validation noise", "0");
    }

    public Option<string> Budgets { get; }

    public Option<string> Variant { get; }

    public Option<string> Pairs { get; }

    public Option<string> Seed { get; }

    public ImmutableArray<int> ReadBudgets(ParseResult parsed)
    {
        ImmutableArray<int> budgets = BudgetList.Parse(Budgets.Name, parsed.Text(Budgets));
        return budgets[^1] <= FitVariants.MostEvaluations
            ? budgets
            : throw new FlowDemoException($"Samplers are fitted for up to {FitVariants.MostEvaluations} evaluations; '{Budgets.Name} {parsed.Text(Budgets)}' asks for more.");
    }

    public FitSettings ReadSettings(ParseResult parsed) => FitVariants.Find(parsed.Word(Variant, FitVariants.Names))! with
    {
        Seed = parsed.Integer(Seed, 0, int.MaxValue),
        Pairs = parsed.TextOrNull(Pairs) is null ? null : parsed.Integer(Pairs, LeastPairs, MostPairs),
    };
}
