using System.CommandLine;
using System.CommandLine.Invocation;
using FlowDemo.Cli.Commands;

namespace FlowDemo.Cli.Help;

/// <summary>Prints the help of the program or of one command, examples first.</summary>
/// <param name="commands">All commands in their order.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class ShowHelp(IReadOnlyList<FlowCommand> commands, Terminal terminal) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        HelpPage page = new(terminal.Output, Math.Clamp(terminal.Width, 60, 100));
        if (parseResult.CommandResult.Command is FlowCommand command)
        {
            page.Write(command);
        }
        else
        {
            page.Write(parseResult.CommandResult.Command, commands);
        }

        return ExitCode.Done;
    }
}
