using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>What is drawn over the density.</summary>
internal sealed class ShowOptions : OptionGroup
{
    private const int MostWays = 1000;

    public ShowOptions()
        : base("trajectories")
    {
        Samples = Whole("--samples -n", "N", "trajectories of the exact flow to draw, from 0", 0, MostWays, 8);
        Seed = SeedOf("the noise that they start from");
    }

    public Option<int> Samples { get; }

    public Option<int> Seed { get; }
}
