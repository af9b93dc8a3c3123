using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Randomness;
using FlowDemo.Targets;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Cli.Options;

/// <summary>The points that sampling starts from.</summary>
internal sealed class NoiseOptions : OptionGroup
{
    private static readonly ComparisonPlan Usual = new();

    /// <param name="takesSeveral">Whether the command can do with several seeds what it does with one.</param>
    public NoiseOptions(bool takesSeveral = false)
        : base("noise")
    {
        Samples = Whole("--samples -n", "N", "test points", NormalNoise.MinimumCount, NormalNoise.MaximumCount, Usual.Samples);
        Seed = List(
            "--seed",
            takesSeveral ? "LIST" : "S",
            "seed of every random stream" + (takesSeveral ? ", or several: 0-4 or 1,5" : string.Empty),
            takesSeveral,
            static (name, text) => SeedList.Parse(name, text),
            Usual.Seed.ToString(CultureInfo.InvariantCulture));
        Noise = Word(
            "--noise",
            "KIND",
            "quasi (evenly spread, several times less scatter) or random",
            [NormalNoise.QuasiKind, NormalNoise.RandomKind],
            Usual.Noise);
        StartPoints = Text("--x0", "FILE", "noise points to use instead (.csv, .tsv, .npy or -; two columns)");
    }

    public override IEnumerable<Option> Deciding => Options;

    public Option<int> Samples { get; }

    /// <summary>The seeds, at least one.</summary>
    public Option<ImmutableArray<int>> Seed { get; }

    public Option<string> Noise { get; }

    public Option<string> StartPoints { get; }

    /// <summary>The options that points of one's own take the place of.</summary>
    public IEnumerable<Option> Replaced => [Samples, Noise];

    /// <summary>The user's own noise points, or null when they are to be drawn.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="form">How tables are written.</param>
    /// <param name="terminal">Hears what a table was taken for.</param>
    /// <param name="anyDimension">Whether an array may hold points of any dimension.</param>
    public Named<NoiseSet>? ReadStartPoints(ParseResult parsed, TableForm form, Terminal terminal, bool anyDimension = false)
    {
        if (parsed.GetValue(StartPoints) is not string path)
        {
            return null;
        }

        parsed.Refuse(Replaced, name => $"'{StartPoints.Name}' brings its own noise points; leave '{name}' out.");
        Named<NoiseSet> points = PointsFile.ReadNamedNoise(path, form, anyDimension);
        if (points.Value.Reading is string reading)
        {
            terminal.Notes.Add($"flowdemo: '{path}' is {reading}.");
        }

        return points;
    }
}
