using System.CommandLine;
using FlowDemo.Cli.Help;

namespace FlowDemo.Cli.Options;

/// <summary>In which form something is explained.</summary>
internal sealed class ExplainOptions : OptionGroup
{
    public ExplainOptions()
        : base("output") => Format = Word(
            "--format -f",
            "FORMAT",
            $"{ModelPage.Text}; or, of {ModelPage.Id}, {ModelPage.Python}: the file that serves a network over the pipe",
            [ModelPage.Text, ModelPage.Python],
            ModelPage.Text);

    public Option<string> Format { get; }
}
