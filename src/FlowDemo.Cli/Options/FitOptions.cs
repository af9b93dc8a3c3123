using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Fitting;
using FlowDemo.Randomness;
using FlowDemo.Targets;

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
            static (name, text) => FitVariants.Find(ArgumentText.Word(name, text, FitVariants.KnownNames))!,
            FitVariants.Names[0]);
        Pairs = Whole(
            "--pairs",
            "N",
            $"calibration pairs to draw from, and half as many to stop by; {FitSettings.UsualPairs} when left out, "
                + $"down to {FitSettings.UsualPairsForMany} for targets of many components",
            FitSettings.FewestPairs,
            FitSettings.MostPairs);
        Resample = ResamplesOf(
            "fit to B bootstrap resamples of a target that is points, all at once, so that the fit does not know the points by heart");
        LargestQuery = Value(
            "--largest-query",
            "SD",
            "how far from the mean of x_t velocities may be read, in its standard deviations: a network has been nowhere else",
            static (name, text) => ArgumentText.Positive(name, text, double.MaxValue),
            FitSettings.UsualQuery.ToString(CultureInfo.InvariantCulture));
        LargestWeights = Value(
            "--largest-weights",
            "W",
            "the largest sum of the sizes of the result's weights: larger ones cancel, and magnify a network's errors",
            static (name, text) => ArgumentText.Positive(name, text, double.MaxValue),
            FitSettings.UsualWeights.ToString(CultureInfo.InvariantCulture));
        Seed = SeedOf("the calibration and validation noise", new FitSettings().Seed);
        Completes(Variant, FitVariants.Names);
    }

    public Option<ImmutableArray<int>> Budgets { get; }

    public Option<FitSettings> Variant { get; }

    public Option<int?> Pairs { get; }

    public Option<int?> Resample { get; }

    public Option<double> LargestQuery { get; }

    public Option<double> LargestWeights { get; }

    public Option<int> Seed { get; }

    public FitSettings ReadSettings(ParseResult parsed) => parsed.GetRequiredValue(Variant) with
    {
        Seed = parsed.GetValue(Seed),
        Pairs = parsed.GetValue(Pairs),
        LargestQuery = parsed.GetValue(LargestQuery),
        LargestWeights = parsed.GetValue(LargestWeights),
    };

    /// <summary>The targets to fit to: those that are named, or resamples of each.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="named">The targets that are named.</param>
    /// <returns>The targets, and what to call them together.</returns>
    public (ImmutableArray<Target> Targets, string Label) ReadTargets(ParseResult parsed, ImmutableArray<Target> named)
    {
        string label = string.Join(", ", named.Select(static t => t.Label));
        return parsed.GetValue(Resample) is int count
            ? ([.. named.SelectMany(t => t.Resampled(count, parsed.GetValue(Seed), NoiseStream.FitResamples))],
                string.Create(CultureInfo.InvariantCulture, $"{count} resamples of {label}"))
            : (named, label);
    }

    private static ImmutableArray<int> ParseBudgets(string option, string text)
    {
        ImmutableArray<int> budgets = BudgetList.Parse(option, text);
        return budgets[^1] <= FitVariants.MostEvaluations
            ? budgets
            : throw new FlowDemoException(
                $"Samplers are fitted for up to {FitVariants.MostEvaluations} evaluations; '{option} {text}' asks for more.");
    }
}
