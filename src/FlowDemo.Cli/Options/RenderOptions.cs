using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>What is made of results that are not all there.</summary>
internal sealed class RenderOptions : OptionGroup
{
    public RenderOptions()
        : base("render") =>
        Partial = Flag("--partial", "show a study although units are missing; rows of methods that are not there are left out");

    public Option<bool> Partial { get; }
}
