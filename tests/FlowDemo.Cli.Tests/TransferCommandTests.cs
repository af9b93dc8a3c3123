using System.Text.Json;

namespace FlowDemo.Cli.Tests;

public sealed class TransferCommandTests
{
    private static readonly string[] Quick =
        ["transfer", "-t", "gaussian,skewed", "-m", "euler/uniform,euler/uniform+gauss,euler-decoupled", "--nfe", "2", "-n", "64"];

    [Fact]
    public void Each_method_has_a_cell_for_each_pair_of_targets()
    {
        CliResult result = Cli.Run([.. Quick, "-f", "csv"]);
        Assert.Equal((ExitCode.Done, string.Empty), (result.Code, result.Error));
        string[][] cells = [.. result.Output.TrimEnd('\n').Split('\n').Skip(1).Select(static l => l.Split(','))];
        Assert.Equal(3 * 4, cells.Length);

        // Against itself every method is 1, and a grid without data is 1 everywhere.
        Assert.All(cells.Where(static c => c[1] == c[2] || c[0] == "euler/uniform"), static c => Assert.Equal("1", c[8]));
        Assert.Contains(cells, static c => c[0] == "euler-decoupled" && c[8] != "1");
    }

    [Fact]
    public void Json_holds_the_cells_of_csv()
    {
        using JsonDocument json = JsonDocument.Parse(Cli.Run([.. Quick, "-f", "json"]).Output);
        Assert.Equal(
            Cli.Run([.. Quick, "-f", "csv"]).Output.TrimEnd('\n').Split('\n').Skip(1),
            json.RootElement.GetProperty("cells").EnumerateArray().Select(static c => string.Join(
                ',',
                c.GetProperty("method"), c.GetProperty("fittedOn"), c.GetProperty("testedOn"), "2,64,0,linear", c.GetProperty("rmse"),
                c.GetProperty("relative").GetProperty("value"),
                c.GetProperty("relative").GetProperty("low"),
                c.GetProperty("relative").GetProperty("high"))));
    }

    [Fact]
    public void The_table_has_a_part_for_each_method()
    {
        string text = Cli.Run(Quick).Output;
        Assert.Equal(3, text.Split('\n').Count(static l => l.StartsWith("### ", StringComparison.Ordinal)));
        Assert.Contains("| fitted on \\ tested on | gaussian | skewed |", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("euler", "schedule")]
    [InlineData("fitted/boss", "times of its own")]
    [InlineData("heun/uniform", "exactly")]
    [InlineData("euler/bos", "boss")]
    public void Methods_that_make_no_sense_are_refused(string method, string complaint)
    {
        CliResult result = Cli.Run("transfer", "-m", method, "--nfe", "3");
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }
}
