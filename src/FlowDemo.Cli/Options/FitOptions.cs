using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Fitting;

namespace FlowDemo.Cli.Options;

/// <summary>What is fitted.</summary>
internal sealed class FitOptions : OptionGroup
{
    public FitOptions()
        : base("fit")
    {
        Budgets = Value(
            "--nfe",
            "LIST",
            $"velocity evaluations per sample, a sampler for each, from 1 to {FitVariants.MostEvaluations}",
            ParseBudgets,
            "2-8");
        Variant = Value(
            "--variant",
            "ID",
            string.Join(", ", FitVariants.Names),
            static (name, text) => FitVariants.Find(ArgumentText.Word(name, text, FitVariants.Names))!,
            FitVariants.Names[0]);
        Pairs = Whole(
            "--pairs",
            "N",
            $"calibration pairs to draw from, and half as many to stop by; {FitSettings.UsualPairs} when left out, "
                + $"down to {FitSettings.UsualPairsForMany} for targets of many components",
            FitSettings.FewestPairs,
            FitSettings.MostPairs);
        Seed = SeedOf("the calibration and validation noise", new FitSettings().Seed);
        Completes(Variant, FitVariants.Names);
    }

    public Option<ImmutableArray<int>> Budgets { get; }

    public Option<FitSettings> Variant { get; }

    public Option<int?> Pairs { get; }

    public Option<int> Seed { get; }

    public FitSettings ReadSettings(ParseResult parsed) => parsed.GetRequiredValue(Variant) with
    {
        Seed = parsed.GetValue(Seed),
        Pairs = parsed.GetValue(Pairs),
    };

    private static ImmutableArray<int> ParseBudgets(string option, string text)
    {
        ImmutableArray<int> budgets = BudgetList.Parse(option, text);
        return budgets[^1] <= FitVariants.MostEvaluations
            ? budgets
            : throw new FlowDemoException(
                $"Samplers are fitted for up to {FitVariants.MostEvaluations} evaluations; '{option} {text}' asks for more.");
    }
}
