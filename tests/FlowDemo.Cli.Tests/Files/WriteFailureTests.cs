using FlowDemo.Cli.Tests.Terminals;

namespace FlowDemo.Cli.Tests.Files;

/// <summary>Output that cannot be written is one line on stderr and exit 2, whichever way it cannot.</summary>
public sealed class WriteFailureTests
{
    private const string Full = "flowdemo: standard output cannot be written: No space left on device.\n";

    [LinuxTheory]
    [InlineData("list")]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("explain boss")]
    [InlineData("completion bash")]
    [InlineData("schedule boss --steps 2")]
    [InlineData("sample --grid 0,1 -n 20000")]
    public void A_full_device(string line) =>
        Assert.Equal(new CliResult(ExitCode.BadInput, string.Empty, Full), Run($"{line} > /dev/full"));

    [LinuxFact]
    public void A_full_device_by_name() => Assert.Equal(
        new CliResult(ExitCode.BadInput, string.Empty, "flowdemo: '/dev/full' cannot be written: No space left on device.\n"),
        Run("list -o /dev/full"));

    [LinuxFact]
    public void Closed_streams()
    {
        CliResult result = Run("list >&-");
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(ExitCode.Done, Run("list 2>&-").Code);
        Assert.Equal(ExitCode.BadInput, Run("compare --nfee 2>/dev/full").Code);
    }

    [LinuxFact]
    public void A_reader_that_has_seen_enough_ends_it_quietly() =>
        Assert.Equal(new CliResult(ExitCode.Done, "x,y\n", string.Empty), Run("sample -n 50000 --grid 0,1 -o /dev/stdout | head -n 1"));

    [LinuxFact]
    public void A_file_that_is_appended_to_keeps_what_it_has()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("log.txt", "before\n");
        Assert.Equal(ExitCode.Done, Run($"schedule uniform --steps 2 -f plain -o /dev/stdout >> '{file}'").Code);
        Assert.Equal("before\n0,0.5,1\n", File.ReadAllText(file));
    }

    [LinuxFact]
    public void A_working_directory_that_is_gone()
    {
        using TemporaryDirectory directory = new();
        string gone = directory.File("gone");
        CliResult result = Executable.Start(
            "bash", ["-c", $"mkdir '{gone}'; cd '{gone}'; rmdir '{gone}'; dotnet '{Executable.Assembly}' list -o x.txt"]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        const string Expected = "flowdemo: 'x.txt' cannot be written: the working directory does not exist any more.\n";
        Assert.StartsWith(Expected, result.Error, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_request_to_end_leaves_no_draft()
    {
        using TemporaryDirectory directory = new();
        string script = $"dotnet '{Executable.Assembly}' sample --nfe 1 -n 3000000 -o '{directory.File("k.npy")}' & p=$!; "
            + $"until compgen -G '{directory.File(".flowdemo-*")}' > /dev/null; do kill -0 $p || exit 9; done; kill -TERM $p; wait $p";
        CliResult result = Executable.Start("bash", ["-c", script]);
        Assert.Contains(result.Code, (int[])[ExitCode.Cancelled, ExitCode.Done]);
        Assert.All(directory.Names, static name => Assert.Equal("k.npy", name));
    }

    private static CliResult Run(string line) =>
        Executable.Start("bash", ["-c", $"set -o pipefail; dotnet '{Executable.Assembly}' {line}"]);
}
