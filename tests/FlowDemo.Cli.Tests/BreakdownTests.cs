namespace FlowDemo.Cli.Tests;

public sealed class BreakdownTests
{
    private const string FarTarget = """{ "components": [ { "weight": 1, "mean": [0, 0], "std": 1e100 } ] }""";
    private const string Ring = "ring";

    /// <summary>From so far out one step of Heun ends at half of where it started, and the exact flow at a third.</summary>
    [Theory]
    [InlineData(FarTarget, 1, "the target or the exact end points are beyond 1e75: the numbers broke down (heun/uniform at 2)")]
    [InlineData(Ring, 2.5e75, "8 of 8 samples are beyond 1e75: the numbers broke down (heun/uniform at 2)")]
    public void A_comparison_of_end_points_that_cannot_be_measured_names_the_row_and_ends_with_3(string target, double start, string note)
    {
        using TemporaryDirectory directory = new();
        string file = target == Ring ? Ring : directory.Write("far.json", target);
        string noise = directory.Write(
            "noise.csv",
            "x,y\n" + string.Concat(Enumerable.Range(0, 8).Select(i => FormattableString.Invariant($"{start:R},{start * i / 100:R}\n"))));
        CliResult result = Cli.Run(
            "compare", "-t", file, "--x0", noise, "-s", "heun", "-g", "uniform", "--nfe", "2", "--reference-steps", "1000", "--baseline",
            "heun/uniform", "--metric", "w2,rmse,mmd,kl", "-f", "markdown");
        Assert.Equal((ExitCode.BrokeDown, string.Empty), (result.Code, result.Error));
        Assert.Contains($"- {note}", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nan", result.Output, StringComparison.OrdinalIgnoreCase);
    }
}
