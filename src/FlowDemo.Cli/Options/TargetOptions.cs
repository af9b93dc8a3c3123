using System.CommandLine;
using FlowDemo.Comparison;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Options;

/// <summary>The data distribution: which it is, how points become one, and under which condition.</summary>
internal sealed class TargetOptions : OptionGroup
{
    public TargetOptions()
        : base("target")
    {
        Target = Value(
            "--target -t",
            "ID|FILE",
            "a built-in id, a mixture (.json) or points (.csv)",
            static (_, text) => TargetCatalog.All.Canonical(text),
            new ComparisonPlan().Target);
        Columns = Value(
            "--columns",
            "A,B",
            "the two columns of a .csv, by name or 1-based number; the first two numeric ones when left out",
            static (_, text) => ColumnPair.Parse(text));
        BandwidthRule = Value(
            "--bandwidth",
            "RULE|NUM",
            "scott, silverman, or a positive number in standard units",
            static (_, text) => Bandwidth.Parse(text),
            PointsOptions.Default.Bandwidth.Rule);
        NoStandardize = Flag("--no-standardize", "keep the points' own units");
        Class = Value(
            "--class",
            "I/N",
            "ask for one class: the target's components in N runs, the I-th of them, as in 1/4",
            static (_, text) => ClassCondition.Parse(text, guidance: 1));
        Guidance = Value<double?>(
            "--guidance",
            "A",
            $"sample A u(x, t | class) + (1 - A) u(x, t), 0 to {ClassCondition.LargestGuidance}; 1 when left out; goes with --class",
            static (name, text) => ArgumentText.Number(name, text, 0, ClassCondition.LargestGuidance));
        Completes(Target, TargetCatalog.All.Names);
        Completes(BandwidthRule, ["scott", "silverman"]);
    }

    public override IEnumerable<Option> Deciding => Options;

    public Option<string> Target { get; }

    public Option<ColumnPair> Columns { get; }

    public Option<Bandwidth> BandwidthRule { get; }

    public Option<bool> NoStandardize { get; }

    public Option<ClassCondition> Class { get; }

    public Option<double?> Guidance { get; }

    /// <summary>The target that is named, with points made into a mixture and under a condition as the options say.</summary>
    public Target Read(ParseResult parsed) => Read(parsed, parsed.GetRequiredValue(Target));

    /// <summary>A target that is named elsewhere, made as the options say.</summary>
    public Target Read(ParseResult parsed, string name) => TargetLoader.Load(name, new PointsOptions
    {
        Columns = parsed.GetValue(Columns),
        Bandwidth = parsed.GetRequiredValue(BandwidthRule),
        Standardize = !parsed.GetValue(NoStandardize),
    }).Given(ReadCondition(parsed));

    private ClassCondition? ReadCondition(ParseResult parsed)
    {
        double? guidance = parsed.GetValue(Guidance);
        return parsed.GetValue(Class) switch
        {
            null when guidance is not null => throw new FlowDemoException(
                $"'{Guidance.Name}' strengthens a class; name one with '{Class.Name}', as in {Class.Name} 1/4."),
            null => null,
            ClassCondition label => new ClassCondition(label.Index, label.Count, guidance ?? label.Guidance),
        };
    }
}
