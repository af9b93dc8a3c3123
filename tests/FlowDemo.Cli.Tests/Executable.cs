using System.Diagnostics;

namespace FlowDemo.Cli.Tests;

/// <summary>Runs the executable as it was built, or a shell that does.</summary>
internal static class Executable
{
    public static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "FlowDemo.Cli.dll");

    public static CliResult Start(string program, string[] args, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new CliResult(process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
