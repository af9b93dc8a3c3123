using System.CommandLine;
using System.CommandLine.Invocation;

namespace FlowDemo.Cli.Help;

/// <summary>Prints name and version.</summary>
internal sealed class ShowVersion(Terminal terminal) : SynchronousCommandLineAction
{
    /// <summary>The version of the program and the commit that it was built from.</summary>
    public static string Current => BuildStamp.Of(typeof(ShowVersion).Assembly).ToString();

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        terminal.Output.WriteLine($"flowdemo {Current}");
        return ExitCode.Done;
    }
}
