using System.CommandLine;
using System.Globalization;
using FlowDemo.Models;

namespace FlowDemo.Cli.Options;

/// <summary>What replaying a report of a model takes.</summary>
internal sealed class ReplayOptions : OptionGroup
{
    public ReplayOptions()
        : base("model")
    {
        Command = Text("--model", "COMMAND", "for a report that was made on a model: the command that serves it; no file starts one");
        LongestWait = Value(
            "--model-timeout",
            "S",
            "seconds that an answer of the model may take",
            static (name, text) => ArgumentText.Positive(name, text, ModelSettings.LongestTimeout),
            ModelSettings.UsualTimeout.ToString(CultureInfo.InvariantCulture));
    }

    public Option<string> Command { get; }

    public Option<double> LongestWait { get; }
}
