using System.Text.Json;
using FlowDemo.Interchange;

namespace FlowDemo.Cli.Tests;

public sealed class CompareArrayTests : IDisposable
{
    private static readonly string[] Quick =
        ["compare", "-n", "64", "-s", "euler,heun", "-g", "uniform,shift:2", "--nfe", "1,2", "--metric", "rmse"];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void The_array_has_the_end_points_of_every_row_and_the_report_beside_it_names_them()
    {
        Assert.Equal(new CliResult(ExitCode.Done, string.Empty, string.Empty), Cli.Run([.. Quick, "-o", directory.File("ends.npy")]));
        Assert.Equal(["ends.json", "ends.npy"], directory.Names);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(directory.File("ends.json")));
        JsonElement[] rows = [.. report.RootElement.GetProperty("rows").EnumerateArray()];
        using NpyArray ends = NpyArray.Open(directory.File("ends.npy"));
        Assert.Equal([rows.Length + 1, 64, 2], ends.Shape.AsEnumerable());
        Assert.Equal(6, rows.Length);

        // The last set is the exact flow's, so the figures can be taken again.
        double[] exact = Row(ends, rows.Length);
        foreach ((int i, JsonElement row) in rows.Index())
        {
            double squares = Row(ends, i).Zip(exact, static (a, b) => (a - b) * (a - b)).Sum();
            Assert.Equal(row.GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble(), Math.Sqrt(squares / 64), 1e-12);
        }
    }

    [Fact]
    public void The_points_are_those_that_sample_writes_whether_or_not_the_baseline_has_a_row()
    {
        Cli.Run(
            "compare",
            "-n",
            "64",
            "-s",
            "heun",
            "-g",
            "uniform",
            "--nfe",
            "4",
            "--metric",
            "rmse",
            "-f",
            "npy",
            "-o",
            directory.File("ends"));
        Cli.Run("sample", "-n", "64", "-s", "heun", "-g", "uniform", "--nfe", "4", "-o", directory.File("points.npy"));
        string[] csv = Cli.Run("sample", "-n", "64", "-s", "heun", "-g", "uniform", "--nfe", "4").Output.TrimEnd('\n').Split('\n');
        using NpyArray ends = NpyArray.Open(directory.File("ends"));
        using NpyArray points = NpyArray.Open(directory.File("points.npy"));
        Assert.Equal([2, 64, 2], ends.Shape.AsEnumerable());
        Assert.Equal([64, 2], points.Shape.AsEnumerable());
        double[] values = new double[128];
        points.Read(0, values);
        Assert.Equal(values, Row(ends, 0));
        Assert.Equal(csv[1..].SelectMany(static l => l.Split(',')).Select(static w => double.Parse(
            w,
            System.Globalization.CultureInfo.InvariantCulture)), values);
    }

    [Fact]
    public void The_report_beside_the_array_can_be_replayed()
    {
        Cli.Run([.. Quick, "-o", directory.File("ends.npy")]);
        Assert.StartsWith("the same", Cli.Run("replay", directory.File("ends.json")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is not text", null)]
    [InlineData("names the rows of the array", "ends.json")]
    public void An_array_needs_a_file_of_its_own(string expected, string? file)
    {
        CliResult result = Cli.Run([.. Quick, "-f", "npy", .. file is null ? Array.Empty<string>() : ["-o", directory.File(file)]]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(directory.Names);
    }

    private static double[] Row(NpyArray ends, int row)
    {
        double[] values = new double[128];
        ends.Read(row * 128, values);
        return values;
    }
}
