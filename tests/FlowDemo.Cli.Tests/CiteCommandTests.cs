namespace FlowDemo.Cli.Tests;

public sealed class CiteCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_report_is_cited_with_its_methods_once_each()
    {
        string[] line =
            ["compare", "-n", "64", "-s", "euler,unipc2,unipc3", "-g", "uniform,boss", "--nfe", "4", "--metric", "frechet", "-f", "json"];
        string report = directory.Write("report.json", Cli.Run(line).Output);
        CliResult cited = Cli.Run("cite", report);
        Assert.Equal((ExitCode.Done, string.Empty), (cited.Code, cited.Error));
        string[] works = [.. cited.Output.Split('\n').Where(static l => l.StartsWith('@'))];
        Assert.Equal("@software{flowdemo,", works[0]);
        Assert.All((string[])["@misc{nguyen2023bellman,", "@misc{zhao2023unipc,", "@misc{heusel2017gans,"], w => Assert.Single(works, w));
        Assert.Contains("% uniform: ", cited.Output, StringComparison.Ordinal);
        Assert.Equal(cited.Output.Count(static c => c == '{'), cited.Output.Count(static c => c == '}'));
        Assert.DoesNotContain("heun", cited.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_are_cited_by_their_names()
    {
        string version = Cli.Run("--version").Output.Split(' ')[1].Trim();
        Assert.Contains($"version = {{{version}}}", Cli.Run("cite").Output, StringComparison.Ordinal);
        Assert.Contains("@misc{nguyen2023bellman,", Cli.Run("cite", "boss").Output, StringComparison.Ordinal);
        Assert.Equal(Cli.Run("cite", "dopri5"), Cli.Run("cite", "RK45"));
        Assert.Contains($"\nversion: {version}\n", Cli.Run("cite", "--format", "cff").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cite banana", "There is no file 'banana', and no method of that name")]
    [InlineData("cite boss --format cff", "leave 'boss' out")]
    public void What_cannot_be_cited_is_refused(string line, string reason)
    {
        CliResult result = Cli.Run(line.Split(' '));
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
