using System.Diagnostics;

namespace FlowDemo.Cli.Tests;

/// <summary>A few runs of the executable as it was built: what only a process has.</summary>
public sealed class ExecutableTests
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "FlowDemo.Cli.dll");

    [Fact]
    public void Bad_usage_writes_nothing_on_stdout_and_exits_with_2()
    {
        CliResult result = Start("dotnet", [Assembly, "compare", "--nfee", "4"]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains("Did you mean '--nfe'?", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de_DE.UTF-8")]
    [InlineData("fr_FR.UTF-8")]
    [InlineData("fa_IR.UTF-8")]
    public void The_language_of_the_machine_does_not_change_a_byte(string language)
    {
        string[] line = ["sample", "--grid", "0,0.5,1", "-n", "4", "-t", "penguins", "--bandwidth", "0.25"];
        Assert.Equal(Cli.Run(line), Start("dotnet", [Assembly, .. line], ("LC_ALL", language), ("LANG", language)));
    }

    [Fact]
    public void A_reader_that_has_seen_enough_ends_it_quietly()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        CliResult result = Start("bash", ["-c", $"set -o pipefail; dotnet '{Assembly}' sample -n 50000 --grid 0,1 | head -n 1"]);
        Assert.Equal(new CliResult(ExitCode.Done, "x,y\n", string.Empty), result);
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal("0,0.5,1\n", Start("dotnet", [Assembly, "schedule", "uniform", "--steps", "2", "-f", "plain", "-o", "/dev/stdout"]).Output);
        Assert.Equal(new CliResult(ExitCode.Done, string.Empty, string.Empty), Start("dotnet", [Assembly, "schedule", "uniform", "--steps", "2", "-o", "/dev/null"]));
    }

    [Fact]
    public void Bash_completes_with_what_the_program_says()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string script = $"flowdemo() {{ dotnet '{Assembly}' \"$@\"; }}; source <(flowdemo completion bash)\n"
            + "COMP_LINE='flowdemo compare --metric rm'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(flowdemo compare --metric rm); COMP_CWORD=3; _flowdemo; echo \"${COMPREPLY[*]}\"";
        Assert.Equal(new CliResult(ExitCode.Done, "rmse\n", string.Empty), Start("bash", ["-c", script]));
    }

    private static CliResult Start(string program, string[] args, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
