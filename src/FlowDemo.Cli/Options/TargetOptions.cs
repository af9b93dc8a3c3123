using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Targets;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Cli.Options;

/// <summary>The data distribution: which it is, how points become one, and under which condition.</summary>
internal sealed class TargetOptions : OptionGroup
{
    /// <param name="takesSeveral">Whether the command can do with several targets what it does with one.</param>
    public TargetOptions(bool takesSeveral = false)
        : base("target")
    {
        Target = List(
            "--target -t",
            takesSeveral ? "LIST" : "ID|FILE",
            "a built-in id, a mixture (.json) or points (.csv, .tsv, .npy or -)"
                + (takesSeveral ? "; or several of them, separated by commas; * matches any run of characters in an id" : string.Empty),
            takesSeveral,
            static (name, text) => TargetList.ParseDistinct(name, text),
            new ComparisonPlan().Target);
        Columns = Value(
            "--columns",
            "A,B",
            "the two columns of the points, by name or 1-based number; the first two numeric ones when left out",
            static (_, text) => ColumnPair.Parse(text));
        Delimiter = Value<char?>(
            "--delimiter",
            "NAME",
            "what stands between the fields of a table: comma, semicolon, tab, space or bar; found out when left out",
            static (_, text) => TableForm.ParseDelimiter(text));
        Header = Value<TableHeader?>(
            "--header",
            "yes|no|LINE",
            "whether the first line of a table names the columns, or which line does; found out when left out",
            static (_, text) => TableHeader.Parse(text));
        Missing = Text(
            "--missing",
            "LIST",
            $"the words for a missing value, besides an empty field; {TableForm.UsualMissing} when left out");
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
        Guidance = List(
            "--guidance",
            takesSeveral ? "LIST" : "A",
            $"sample A u(x, t | class) + (1 - A) u(x, t), 0 to {ClassCondition.LargestGuidance}; 1 when left out; goes with --class",
            takesSeveral,
            static (name, text) => text
                .Split(',', StringSplitOptions.TrimEntries)
                .Select(a => ArgumentText.Number(name, a, 0, ClassCondition.LargestGuidance)));
        Scale = ScaleOf(takesSeveral);
        Source = Text(
            "--source",
            "ID|FILE",
            "the mixture that the path starts from in place of normal noise, in the target's units: a built-in one or a .json file; for "
                + "the paths linear, trigonometric and encdec");
        Completes(Target, TargetCatalog.All.Names);
        Completes(BandwidthRule, ["scott", "silverman"]);
        Completes(Delimiter, TableForm.DelimiterNames);
        Completes(Header, ["yes", "no"]);
    }

    public override IEnumerable<Option> Deciding => Options;

    /// <summary>The options that say how a table is written, whatever it holds.</summary>
    public IEnumerable<Option> TableOptions => [Delimiter, Header, Missing];

    /// <summary>The mixture that the path starts from; null for normal noise.</summary>
    public Option<string> Source { get; }

    /// <summary>The targets' names, at least one.</summary>
    public Option<ImmutableArray<string>> Target { get; }

    public Option<ColumnPair> Columns { get; }

    public Option<char?> Delimiter { get; }

    public Option<TableHeader?> Header { get; }

    public Option<string> Missing { get; }

    public Option<Bandwidth> BandwidthRule { get; }

    public Option<bool> NoStandardize { get; }

    public Option<ClassCondition> Class { get; }

    /// <summary>The strengths of guidance; default where the class is sampled as it is.</summary>
    public Option<ImmutableArray<double>> Guidance { get; }

    /// <summary>The widths that targets are brought to; default where they keep their own.</summary>
    public Option<ImmutableArray<double>> Scale { get; }

    /// <summary>The target that is named, with points made into a mixture and under a condition as the options say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Hears what a table was taken for.</param>
    /// <param name="hasTable">Whether there is another table that the options may be about.</param>
    public Target Read(ParseResult parsed, Terminal terminal, bool hasTable = false) =>
        Read(parsed, parsed.GetValue(Target)[0], terminal, hasTable);

    /// <summary>Every target at every width and under every guidance.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Hears what a table was taken for.</param>
    /// <param name="hasTable">Whether there is another table that the options may be about.</param>
    public IEnumerable<Target> ReadAll(ParseResult parsed, Terminal terminal, bool hasTable)
    {
        ImmutableArray<double> scales = parsed.GetValue(Scale);
        foreach (string name in parsed.GetValue(Target))
        {
            Target own = Load(parsed, name, terminal, hasTable);
            foreach (double? scale in scales.IsDefault ? [null] : scales.Select(static c => (double?)c))
            {
                foreach (ClassCondition? condition in ReadConditions(parsed))
                {
                    yield return own.ScaledTo(scale).Given(condition);
                }
            }
        }
    }

    /// <summary>What makes one of several targets: the options that are lists, with what it has of each.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="single">One of the targets; null for none.</param>
    public Dictionary<Option, string> TextOf(ParseResult parsed, Target? single)
    {
        Dictionary<Option, string> own = [];
        if (single is not null)
        {
            own[Target] = single.Name;
        }

        if (single?.Scale is double scale)
        {
            own[Scale] = scale.ToString("R", CultureInfo.InvariantCulture);
        }

        if (single?.Condition is ClassCondition condition && parsed.IsGiven(Guidance))
        {
            own[Guidance] = condition.Guidance.ToString("R", CultureInfo.InvariantCulture);
        }

        return own;
    }

    /// <summary>A target that is named elsewhere, made as the options say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The target.</param>
    /// <param name="terminal">Hears what a table was taken for.</param>
    /// <param name="hasTable">Whether there is another table that the options may be about.</param>
    public Target Read(ParseResult parsed, string name, Terminal terminal, bool hasTable = false) =>
        Load(parsed, name, terminal, hasTable).ScaledTo(FirstScale(parsed, Scale)).Given(ReadConditions(parsed)[0]);

    private Target Load(ParseResult parsed, string name, Terminal terminal, bool hasTable)
    {
        bool isTable = !hasTable || Path.GetExtension(name).ToLowerInvariant() is ".csv" or ".tsv";
        Target? source = parsed.GetValue(Source) is string from ? TargetLoader.Load(from, PointsOptions.Default) : null;
        Target target = TargetLoader.Load(name, new PointsOptions
        {
            Columns = parsed.GetValue(Columns),
            Bandwidth = parsed.GetRequiredValue(BandwidthRule),
            Standardize = !parsed.GetValue(NoStandardize),
            Table = isTable ? ReadForm(parsed) : TableForm.Guessed,
        });
        Report(target, terminal);
        return target.From(source);
    }

    /// <summary>How the tables of a command line are written.</summary>
    public TableForm ReadForm(ParseResult parsed) => new()
    {
        Delimiter = parsed.GetValue(Delimiter),
        Header = parsed.GetValue(Header),
        Missing = parsed.GetValue(Missing),
    };

    /// <summary>Notes what a table was taken for where that was a guess.</summary>
    /// <param name="target">The target.</param>
    /// <param name="terminal">Where to.</param>
    public static void Report(Target target, Terminal terminal)
    {
        if (target.Reading is { IsGuess: true } reading)
        {
            terminal.Notes.Add($"flowdemo: '{target.Name}' is {reading.Text}; {TableReading.Options} say otherwise.");
        }
    }

    private ClassCondition?[] ReadConditions(ParseResult parsed)
    {
        ImmutableArray<double> guidance = parsed.GetValue(Guidance);
        return parsed.GetValue(Class) switch
        {
            null when !guidance.IsDefault => throw new FlowDemoException(
                $"'{Guidance.Name}' strengthens a class; name one with '{Class.Name}', as in {Class.Name} 1/4."),
            null => [null],
            ClassCondition label when guidance.IsDefault => [label],
            ClassCondition label => [.. guidance.Select(a => new ClassCondition(label.Index, label.Count, a))],
        };
    }
}
