using System.CommandLine;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Options;

/// <summary>What is sampled, what counts as exact, and how many cores work on it.</summary>
internal sealed class ProblemOptions : OptionGroup
{
    public const int MostThreads = 1024;
    private const int MostReferenceSteps = 1_000_000;
    private const int DefaultReferenceSteps = 1000;

    /// <summary>The reference that chooses its own grid.</summary>
    public const string AdaptiveReference = "adaptive";

    /// <summary>The reference on uniform fine steps.</summary>
    public const string FineReference = "rk4";

    public ProblemOptions()
        : base("problem")
    {
        Target = Value("--target -t", "ID|FILE", "a built-in id, a mixture (.json) or points (.csv)", "ring");
        Columns = Value("--columns", "A,B", "the two columns of a .csv, by name or 1-based number; the first two numeric ones when left out");
        BandwidthRule = Value("--bandwidth", "RULE|NUM", "scott, silverman, or a positive number in standard units", "scott");
        NoStandardize = Flag("--no-standardize", "keep the points' own units");
        Class = Value("--class", "I/N", "ask for one class: the target's components in N runs, the I-th of them, as in 1/4");
        Guidance = Value("--guidance", "A", "sample A u(x, t | class) + (1 - A) u(x, t), 0 to 100; 1 when left out; goes with --class");
        Path = Value("--path", "ID", string.Join(", ", PathCatalog.All.Entries.Select(static e => e.Id)), "linear");
        Reference = Value("--reference", "KIND", "adaptive (order 8 on a grid of its own) or rk4 (uniform fine steps)", AdaptiveReference);
        ReferenceSteps = Value("--reference-steps", "N", "fine steps of the rk4 reference, which it asks for; 1000 when left out");
        Threads = Value("--threads", "N", "cores to use; all when left out");
        Completes(Target, TargetCatalog.All.Entries.Select(static e => e.Id));
        Completes(BandwidthRule, ["scott", "silverman"]);
        Completes(Path, PathCatalog.All.Entries.Select(static e => e.Id));
        Completes(Reference, [AdaptiveReference, FineReference]);
    }

    public override IEnumerable<Option> Deciding => Options.Where(o => o != Threads);

    public Option<string> Target { get; }

    public Option<string> Columns { get; }

    public Option<string> BandwidthRule { get; }

    public Option<bool> NoStandardize { get; }

    public Option<string> Class { get; }

    public Option<string> Guidance { get; }

    public Option<string> Path { get; }

    public Option<string> Reference { get; }

    public Option<string> ReferenceSteps { get; }

    public Option<string> Threads { get; }

    /// <summary>The target that is named, with points made into a mixture as the options say, under the condition that they name.</summary>
    public Target ReadTarget(ParseResult parsed) => ReadTarget(parsed, parsed.Text(Target));

    /// <summary>A target that is named elsewhere, made as the options say.</summary>
    public Target ReadTarget(ParseResult parsed, string name) => TargetLoader.Load(name, new PointsOptions
    {
        Columns = parsed.TextOrNull(Columns) is string columns ? ColumnPair.Parse(columns) : null,
        Bandwidth = Bandwidth.Parse(parsed.Text(BandwidthRule)),
        Standardize = !parsed.GetValue(NoStandardize),
    }).Given(ReadCondition(parsed));

    public string ReadPath(ParseResult parsed)
    {
        string id = parsed.Text(Path);
        _ = PathCatalog.All.Create(id);
        return id;
    }

    /// <summary>Steps of the rk4 reference, or null for the adaptive one. A number of steps asks for rk4 by itself.</summary>
    public int? ReadReferenceSteps(ParseResult parsed)
    {
        string kind = parsed.Word(Reference, [AdaptiveReference, FineReference]);
        if (parsed.TextOrNull(ReferenceSteps) is not null)
        {
            if (kind == AdaptiveReference && parsed.IsGiven(Reference))
            {
                throw new FlowDemoException($"'{ReferenceSteps.Name}' counts the steps of the {FineReference} reference; leave it out, or give '{Reference.Name} {FineReference}'.");
            }

            return parsed.Integer(ReferenceSteps, 2, MostReferenceSteps);
        }

        return kind == AdaptiveReference ? null : DefaultReferenceSteps;
    }

    private ClassCondition? ReadCondition(ParseResult parsed)
    {
        string? guidance = parsed.TextOrNull(Guidance);
        if (parsed.TextOrNull(Class) is not string label)
        {
            return guidance is null ? null : throw new FlowDemoException($"'{Guidance.Name}' strengthens a class; name one with '{Class.Name}', as in {Class.Name} 1/4.");
        }

        return ClassCondition.Parse(label, guidance is null ? 1 : ArgumentText.TryNumber(guidance, out double value)
            ? value
            : throw new FlowDemoException($"'{Guidance.Name}' takes a number from 0 to {ClassCondition.LargestGuidance}; '{guidance}' is not that."));
    }

    public Execution ReadExecution(ParseResult parsed, Terminal terminal) => Execution.Default with
    {
        Threads = parsed.TextOrNull(Threads) is null ? Execution.Default.Threads : parsed.Integer(Threads, 1, MostThreads),
        Cancellation = terminal.Cancellation,
    };
}
