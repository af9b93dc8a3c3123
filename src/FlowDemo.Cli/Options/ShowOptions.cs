using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>What is drawn over the density.</summary>
internal sealed class ShowOptions : OptionGroup
{
    private const int MostWays = 1000;

    public ShowOptions()
        : base("trajectories")
    {
        Samples = Value("--samples -n", "N", "trajectories of the exact flow to draw, from 0", "8");
        Seed = Value("--seed", "S", "seed of the noise that they start from", "0");
    }

    public Option<string> Samples { get; }

    public Option<string> Seed { get; }

    public int ReadSamples(ParseResult parsed) => parsed.Integer(Samples, 0, MostWays);

    public int ReadSeed(ParseResult parsed) => parsed.Integer(Seed, 0, int.MaxValue);
}
