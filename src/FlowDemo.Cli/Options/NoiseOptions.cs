using System.CommandLine;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Options;

/// <summary>The points that sampling starts from.</summary>
internal sealed class NoiseOptions : OptionGroup
{
    /// <summary>More points than anyone has memory for.</summary>
    public const int MostSamples = 100_000_000;

    private static readonly string[] Kinds = ["quasi", "random"];

    public NoiseOptions()
        : base("noise")
    {
        Samples = Value("--samples -n", "N", "test points", "4096");
        Seed = Value("--seed", "S", "seed of every random stream", "0");
        Noise = Value("--noise", "KIND", "quasi (evenly spread, several times less scatter) or random", "quasi");
        StartPoints = Value("--x0", "FILE", "noise points to use instead (.csv, two columns)");
        Completes(Noise, Kinds);
    }

    public override IEnumerable<Option> Deciding => Options;

    public Option<string> Samples { get; }

    public Option<string> Seed { get; }

    public Option<string> Noise { get; }

    public Option<string> StartPoints { get; }

    /// <summary>The user's own noise points, or null when they are to be drawn.</summary>
    public NoiseSet? ReadStartPoints(ParseResult parsed)
    {
        if (parsed.TextOrNull(StartPoints) is not string path)
        {
            return null;
        }

        foreach (Option<string> option in (Option<string>[])[Samples, Noise])
        {
            if (parsed.IsGiven(option))
            {
                throw new FlowDemoException($"'{StartPoints.Name}' brings its own noise points; leave '{option.Name}' out.");
            }
        }

        return PointsFile.ReadNoise(path);
    }

    public int ReadSamples(ParseResult parsed) => parsed.Integer(Samples, 2, MostSamples);

    public int ReadSeed(ParseResult parsed) => parsed.Integer(Seed, 0, int.MaxValue);

    public string ReadNoise(ParseResult parsed) => parsed.Word(Noise, Kinds);
}
