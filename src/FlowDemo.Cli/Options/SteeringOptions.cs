using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Comparison.Steering;
using FlowDemo.Randomness;

namespace FlowDemo.Cli.Options;

/// <summary>Where samples are steered, how, and what it may cost.</summary>
internal sealed class SteeringOptions : OptionGroup
{
    private const int MostSteps = 1000;
    private const int MostSamples = 20_000;

    public SteeringOptions()
        : base("steering")
    {
        SteeringPlan usual = new();
        Reward = Text(
            "--reward",
            "ID",
            "what to win: linear:CX,CY; quadratic:P,Q,A,B for -(A (x - P)^2 + B (y - Q)^2) / 2; class:I,N for log p(class I of N | x); or "
                + "measured:AX,AY,Y,S, the likelihood of a measurement Y = AX x + AY y + noise of deviation S",
            usual.Reward);
        Temperature = Value(
            "--temperature",
            "L",
            "the law that is meant is p(x) exp(r(x) / L)",
            static (name, text) => ArgumentText.Positive(name, text, 1e6),
            usual.Temperature.ToString(CultureInfo.InvariantCulture));
        Methods = Value(
            "--method -m",
            "LIST",
            "unsteered, exact (the flow of the law), best-of, smc, svdd, code:BLOCK, sop, rbf:CHAINS, flowchef:ETA, flowchef-full:ETA",
            static (_, text) => SteeringCatalog.Parse(text),
            string.Join(',', usual.Methods));
        Budgets = Value(
            "--nfe",
            "LIST",
            "evaluations per returned sample, those of rejected ones too: 50,500 or 10-100:10",
            static (name, text) => BudgetList.Parse(name, text),
            string.Join(',', usual.Budgets));
        Steps = Whole("--steps", "M", "steps of the methods that search", 2, MostSteps, usual.Steps);
        Samples = Whole("--samples -n", "N", "samples to return", NormalNoise.MinimumCount, MostSamples, usual.Samples);
        Seed = SeedOf("every random stream", usual.Seed);
        Completes(Reward, RewardCatalog.All.Names);
        Completes(Methods, SteeringCatalog.All.Names);
    }

    public Option<string> Reward { get; }

    public Option<double> Temperature { get; }

    public Option<ImmutableArray<string>> Methods { get; }

    public Option<ImmutableArray<int>> Budgets { get; }

    public Option<int> Steps { get; }

    public Option<int> Samples { get; }

    public Option<int> Seed { get; }
}
