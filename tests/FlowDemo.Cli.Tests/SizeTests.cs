using FlowDemo.Cli.Tests.Terminals;

namespace FlowDemo.Cli.Tests;

/// <summary>What does not fit in memory is refused before it is tried, with the figure.</summary>
public sealed class SizeTests
{
    [LinuxTheory]
    [InlineData(
        "compare -n 100000 -t gaussian -s euler -g uniform --nfe 1 --metric sliced-w2:4096", "would take about 9.9 GB; there are 0.3 GB")]
    [InlineData("train boss --pairs 2000000 -k 1", "would take about 2.7 GB; there are 0.3 GB")]
    [InlineData("fit --pairs 1000000 --nfe 8", "would take about 0.7 GB; there are 0.3 GB")]
    public void A_plan_is_counted_under_the_limit_of_the_process(string line, string complaint)
    {
        CliResult result = Executable.Start("dotnet", [Executable.Assembly, .. line.Split(' ')], ("DOTNET_GCHeapHardLimit", "0x10000000"));
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    [LinuxTheory]
    [InlineData("compare --plan /dev/zero")]
    [InlineData("compare --field straightened:/dev/zero --nfe 1")]
    [InlineData("sample --grid 0,1 --x0 /dev/zero")]
    [InlineData("replay /dev/zero")]
    public void A_file_without_end_is_refused(string line)
    {
        CliResult result = Cli.Run(line.Split(' '));
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains("/dev/zero", result.Error, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_table_larger_than_a_text_is_refused()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("large.csv");
        using (FileStream stream = File.Create(file))
        {
            stream.SetLength(3_000_000_000);
        }

        CliResult result = Cli.Run("compare", "-t", file);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains("holds more than 1000 MB", result.Error, StringComparison.Ordinal);
    }
}
