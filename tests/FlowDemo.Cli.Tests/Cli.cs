using System.Globalization;

namespace FlowDemo.Cli.Tests;

/// <summary>Runs the command line in this process.</summary>
internal static class Cli
{
    public static CliResult Run(params string[] args) => Run(CancellationToken.None, args);

    public static CliResult Run(CancellationToken cancellation, params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using StringWriter error = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int code = CommandLine.Run(args, new Terminal(output, error, cancellation));
        return new CliResult(code, output.ToString(), error.ToString());
    }
}
