using static FlowDemo.Cli.Tests.Executable;

namespace FlowDemo.Cli.Tests;

/// <summary>A few runs of the executable as it was built: what only a process has.</summary>
public sealed class ExecutableTests
{
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

        Assert.Equal(
            "0,0.5,1\n", Start("dotnet", [Assembly, "schedule", "uniform", "--steps", "2", "-f", "plain", "-o", "/dev/stdout"]).Output);
        Assert.Equal(
            new CliResult(ExitCode.Done, string.Empty, string.Empty),
            Start("dotnet", [Assembly, "schedule", "uniform", "--steps", "2", "-o", "/dev/null"]));
    }

    [Theory]
    [InlineData("--x0 -", "< points")]
    [InlineData("--x0 /dev/stdin", "< points")]
    [InlineData("--x0 /dev/stdin", "<<< \"$(cat points)\"")]
    [InlineData("--x0 pipe.csv", "& timeout 60 cat points > pipe.csv; wait")]
    [InlineData("--x0 <(cat points)", "")]
    public void Points_come_from_files_pipes_and_standard_input_alike(string option, string input)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TemporaryDirectory directory = new();
        directory.Write("points", "x,y\n1,2\n3,4\n");
        string script = $"cd '{directory.FullName}'; mkfifo pipe.csv; dotnet '{Assembly}' sample --grid 0,1 {option} {input}";
        CliResult expected = Cli.Run("sample", "--grid", "0,1", "--x0", directory.File("points"));
        Assert.Equal(3, expected.Output.TrimEnd().Split('\n').Length);
        Assert.Equal(expected, Start("bash", ["-c", script]));
    }

    [Theory]
    [InlineData("{ \"components\": [ { \"weight\": 1, \"mean\": [0, 1], \"std\": 1 } ] }", "mixture, 1 components")]
    [InlineData("x;y\n1,5;2\n2;0,5\n", "decimal commas")]
    public void A_target_may_come_from_standard_input_with_the_hash_of_what_was_read(string content, string description)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TemporaryDirectory directory = new();
        string file = directory.Write("input", content);
        string hash = Interchange.ContentHash.Of(File.ReadAllBytes(file));
        CliResult result = Start(
            "bash", ["-c", $"dotnet '{Assembly}' compare -t - -n 64 -s euler -g uniform --nfe 1 --metric rmse -f json < '{file}'"]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains(description, result.Output, StringComparison.Ordinal);
        Assert.Contains($"\"sha256\": \"{hash}\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Bash_completes_with_what_the_program_says()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string script = $"flowdemo() {{ dotnet '{Assembly}' \"$@\"; }}; source <(flowdemo completion bash)\n"
            + "COMP_LINE='flowdemo compare --metric rm'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(flowdemo compare --metric rm); "
                + "COMP_CWORD=3; _flowdemo; echo \"${COMPREPLY[*]}\"";
        Assert.Equal(new CliResult(ExitCode.Done, "rmse\n", string.Empty), Start("bash", ["-c", script]));
    }

    [Fact]
    public void Trajectories_larger_than_memory_are_read_piece_by_piece()
    {
        // 300 MB as float64 with a heap of 64 MB. All anchors are the same noise, so that every grid is as good.
        using TemporaryDirectory directory = new();
        string file = directory.File("states.npy");
        string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 50, 250000), }".PadRight(117) + "\n";
        byte[] anchor = new byte[50 * 250000 * sizeof(float)];
        Random random = new(1);
        foreach (ref float value in System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(anchor.AsSpan()))
        {
            value = (float)(Math.Sqrt(12) * (random.NextDouble() - 0.5));
        }

        using (FileStream stream = File.Create(file))
        {
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(header)]);
            stream.Write(anchor);
            stream.Write(anchor);
            stream.Write(anchor);
        }

        CliResult result = Start(
            "dotnet",
            [Assembly, "schedule", "boss", "--steps", "2", "--trajectories", file, "-f", "plain"],
            ("DOTNET_GCHeapHardLimit", "0x4000000"));
        Assert.Equal((ExitCode.Done, "0,0.5,1\n"), (result.Code, result.Output));
        Assert.StartsWith("flowdemo: the end points have scale ", result.Error, StringComparison.Ordinal);
    }
}
