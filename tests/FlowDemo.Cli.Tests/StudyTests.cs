using System.Text.Json;

namespace FlowDemo.Cli.Tests;

/// <summary>Several problems in one run.</summary>
public sealed class StudyTests
{
    private static readonly string[] Quick =
        ["-n", "128", "--reference-steps", "40", "-s", "euler,heun", "-g", "uniform,shift:2", "--nfe", "2,4", "--metric", "rmse"];

    private static readonly string[] Four = ["compare", "-t", "ring,moons", "--scale", "1,3", .. Quick];

    [Fact]
    public void Each_problem_is_what_it_is_alone()
    {
        using JsonDocument together = JsonDocument.Parse(Cli.Run([.. Four, "-f", "json"]).Output);
        JsonElement[] reports = [.. together.RootElement.GetProperty("reports").EnumerateArray()];
        string[][] problems = [["ring", "1"], ["ring", "3"], ["moons", "1"], ["moons", "3"]];
        Assert.Equal(problems.Length, reports.Length);
        foreach ((JsonElement report, string[] problem) in reports.Zip(problems))
        {
            string[] line = ["compare", "-t", problem[0], "--scale", problem[1], .. Quick, "-f", "json"];
            using JsonDocument alone = JsonDocument.Parse(Cli.Run(line).Output);
            Assert.True(JsonElement.DeepEquals(alone.RootElement, report));
        }
    }

    [Fact]
    public void The_table_of_each_problem_is_what_it_is_alone()
    {
        string together = Cli.Run([.. Four, "--each"]).Output;
        Assert.StartsWith("problems   1 ring at scale 1; 2 ring at scale 3;", together, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n" + Cli.Run(["compare", "-t", "moons", "--scale", "3", .. Quick]).Output, together, StringComparison.Ordinal);
        Assert.DoesNotContain("reference", Cli.Run(Four).Output, StringComparison.Ordinal);
    }

    /// <summary>The answer over problems is in rmse; what else was measured is in their tables.</summary>
    [Fact]
    public void A_figure_that_is_asked_for_is_said_to_be_in_the_tables_of_each()
    {
        const string Note = "'--each' adds the tables of mmd, median.";
        string[] line = [.. Four[..^1], "rmse,mmd,median"];
        Assert.Contains(Note, Cli.Run(line).Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Note, Cli.Run([.. line, "--each"]).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("'--each'", Cli.Run(Four).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_under_two_names_is_named_twice()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("one.json", """{ "components": [ { "weight": 1, "mean": [1, 0], "std": 0.3 } ] }""");
        string other = directory.Write("two.json", """{ "components": [ { "weight": 1, "mean": [1, 0], "std": 0.3 } ] }""");
        string again = Path.Combine(directory.FullName, ".", "one.json");
        CliResult twice = Cli.Run(["compare", "-t", $"{file},{other},{again}", .. Quick]);
        Assert.Equal(2, twice.Code);
        Assert.Contains($"'--target' names one file twice, as {file} and as {again}; once", twice.Error, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run(["compare", "-t", $"{file},{other}", .. Quick]).Code);
    }

    [Fact]
    public void Seeds_are_problems_of_their_own()
    {
        using JsonDocument json = JsonDocument.Parse(Cli.Run(["compare", .. Quick, "--seed", "0-2", "-f", "json"]).Output);
        Assert.Equal(
            ["ring, seed 0", "ring, seed 1", "ring, seed 2"],
            json.RootElement.GetProperty("summary").GetProperty("problems").EnumerateArray().Select(static p => p.GetString()));
    }

    [Fact]
    public void A_pattern_stands_for_the_built_in_targets()
    {
        string[] quickest = ["-n", "32", "-s", "euler", "-g", "uniform", "--nfe", "1", "--reference-steps", "20"];
        using JsonDocument json = JsonDocument.Parse(Cli.Run(["compare", "-t", "*o*", .. quickest, "-f", "json"]).Output);
        Assert.Equal(
            ["moons", "checkerboard", "old-faithful"],
            json.RootElement.GetProperty("reports").EnumerateArray().Select(static r => r.GetProperty("target").GetString()));
    }

    [Fact]
    public void A_report_of_several_problems_can_be_made_again()
    {
        using TemporaryDirectory directory = new();
        string report = directory.Write("report.json", Cli.Run([.. Four, "-f", "json"]).Output);
        CliResult again = Cli.Run("replay", report);
        Assert.Equal((ExitCode.Done, string.Empty), (again.Code, again.Error));
        Assert.StartsWith("the same: ", again.Output, StringComparison.Ordinal);
        Assert.Equal(Cli.Run(Four).Output, Cli.Run("compare", "--plan", report).Output);
    }

    [Theory]
    [InlineData("ratio(heun/shift:2,4) < 9", "check failed: ratio(heun/shift:2,4) is ")]
    [InlineData("rmse(euler/uniform,2) < 99", "check failed: ring at scale 1: rmse(euler/uniform,2) is ")]
    public void A_check_is_about_the_summary_or_about_each_problem(string condition, string expected)
    {
        CliResult result = Cli.Run([.. Four, "--fail-if", condition]);
        Assert.Equal(ExitCode.CheckFailed, result.Code);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_the_summary_come_first_in_csv_and_markdown()
    {
        string[] lines = Cli.Run([.. Four, "-f", "csv"]).Output.TrimEnd().Split('\n');
        Assert.Equal(1 + (5 * 8), lines.Length);
        Assert.All(lines[1..9], static l => Assert.StartsWith("*,linear,128,,quasi,", l, StringComparison.Ordinal));
        Assert.StartsWith("ring,linear,128,0,quasi,euler,uniform,2,2,2,0,", lines[9], StringComparison.Ordinal);
        Assert.Single(lines.Select(static l => l.Count(static c => c == ',')).Distinct());
        string markdown = Cli.Run([.. Four, "-f", "markdown"]).Output;
        Assert.Contains("\n## moons at scale 3\n", markdown, StringComparison.Ordinal);
        Assert.Contains("### worst [x the best]", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Profiles_and_the_page_show_all_problems()
    {
        using TemporaryDirectory directory = new();
        (string profile, string page) = (directory.File("profile.svg"), directory.File("page.html"));
        Assert.Equal(ExitCode.Done, Cli.Run([.. Four, "--plot", profile, "--plot-kind", "profile", "--report", page]).Code);
        Assert.Contains("Performance profile: 4 problems", File.ReadAllText(profile), StringComparison.Ordinal);
        Assert.Contains("<summary>moons at scale 3</summary>", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Equal(
            ExitCode.Done, Cli.Run([.. Four, "--plot", profile, "--plot-kind", "data-profile:0.5"]).Code);
        Assert.Contains("solved to 0.5 of the rmse of euler/uniform", File.ReadAllText(profile), StringComparison.Ordinal);
    }
}
