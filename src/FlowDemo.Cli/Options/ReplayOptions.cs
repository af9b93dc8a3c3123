using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>What replaying a report of a model takes.</summary>
internal sealed class ReplayOptions : OptionGroup
{
    public ReplayOptions()
        : base("model")
    {
        Command = Text("--model", "COMMAND", "for a report that was made on a model: the command that serves it; no file starts one");
        LongestWait = LongestWaitOf();
    }

    public Option<string> Command { get; }

    public Option<double> LongestWait { get; }
}
