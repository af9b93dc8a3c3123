using System.Diagnostics;
using System.Text.Json;

namespace FlowDemo.Cli.Tests;

/// <summary>Comparisons in parts, and reports made of what was computed before.</summary>
public sealed class StudyCommandTests
{
    private static readonly string[] Formats = ["table", "markdown", "latex", "csv", "json"];

    /// <summary>Two targets at two scales, a baseline without a row, noise, solvers and a list that cannot spend every budget.</summary>
    private static readonly string[] Plan =
    [
        "compare", "-t", "ring,moons", "--scale", "1,3", "-s", "euler,heun,renoise,dopri5", "-g", "uniform,boss,sigmas:1,0.4,0",
        "--nfe", "1-4", "-n", "64", "--metric", "rmse,median,kl", "--baseline", "midpoint/late", "--reference-steps", "40",
    ];

    [Fact]
    public void The_parts_in_any_order_make_the_bytes_of_one_comparison()
    {
        using TemporaryDirectory directory = new();
        string plan = directory.Write("plan.json", Cli.Run([.. Plan, "--dry-run"]).Output);
        (string one, string other) = (directory.File("one"), directory.File("other"));
        Assert.Equal(ExitCode.Done, Cli.Run("study", plan, "--into", one, "--part", "3/3").Code);
        Assert.Equal(ExitCode.Done, Cli.Run("study", plan, "--into", other, "--part", "1/3").Code);
        Refused(Cli.Run("render", one, other), "units are missing");
        Assert.Equal(ExitCode.Done, Cli.Run("study", plan, "--into", one, "--part", "2/3", "--threads", "1").Code);
        foreach (string format in Formats)
        {
            CliResult together = Cli.Run([.. Plan, "-f", format, .. format == "table" ? ["--each"] : Array.Empty<string>()]);
            CliResult rendered = Cli.Run(["render", other, one, "-f", format, .. format == "table" ? ["--each"] : Array.Empty<string>()]);
            Assert.Equal((ExitCode.Done, together.Output), (rendered.Code, rendered.Output));
        }
    }

    [Fact]
    public void A_saved_report_makes_the_tables_and_pictures_of_its_run()
    {
        using TemporaryDirectory directory = new();
        string[] line =
        [
            "compare", "-t", "ring", "-n", "64", "-s", "euler,heun", "-g", "uniform,boss,knots:0,0.5,1", "--nfe", "1-4",
            "--class", "1/2", "--details",
        ];
        string report = directory.Write("report.json", Cli.Run([.. line[..^1], "-f", "json"]).Output);
        foreach (string format in Formats)
        {
            Assert.Equal(Cli.Run([.. line, "-f", format]).Output, Cli.Run("render", report, "-f", format, "--details").Output);
        }

        (string first, string second) = (directory.File("first.svg"), directory.File("second.svg"));
        Assert.Equal(ExitCode.Done, Cli.Run([.. line, "--plot", first]).Code);
        Assert.Equal(ExitCode.Done, Cli.Run("render", report, "--plot", second, "--report", directory.File("page.html")).Code);
        Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
        Refused(Cli.Run("render", report, "--plot", second, "--plot-kind", "samples"), "a saved report does not hold");
        Refused(Cli.Run("render", report, report), "One report is rendered at a time");
        Refused(Cli.Run("render", report, "-o", report, "-f", "json"), "is also an input");
        Refused(Cli.Run("render", directory.Write("other.json", "{\"rows\": []}")), "is no report of 'flowdemo compare");
    }

    [Fact]
    public void What_is_there_is_not_computed_again_and_what_is_cut_short_is_named()
    {
        using TemporaryDirectory directory = new();
        string plan = directory.Write("plan.json", Cli.Run([.. Plan, "--dry-run"]).Output);
        string into = directory.File("results");
        Assert.Equal(ExitCode.Done, Cli.Run("study", plan, "--into", into).Code);
        Assert.Contains(" 0 units computed", Cli.Run("study", plan, "--into", into).Error, StringComparison.Ordinal);
        string unit = Directory.GetFiles(Path.Combine(into, "units"), "*.json").Order(StringComparer.Ordinal).First();
        string whole = File.ReadAllText(unit);
        string changed = whole.Replace("\"samples\": 64", "\"samples\": 65", StringComparison.Ordinal);
        foreach (string broken in (string[])[whole[..(whole.Length / 2)], string.Empty, changed])
        {
            File.WriteAllText(unit, broken);
            Refused(Cli.Run("study", plan, "--into", into), Path.GetFileName(unit));
            Refused(Cli.Run("render", into), Path.GetFileName(unit));
            Assert.Contains(" 1 units computed", Cli.Run("study", plan, "--into", into, "--repair").Error, StringComparison.Ordinal);
            Assert.Equal(whole, File.ReadAllText(unit));
        }

        Refused(Cli.Run("render", into, "-f", "json", "-o", Path.Combine(into, "study.json")), "is within a folder of results");
        File.Delete(unit);
        Assert.Contains(" 1 missing, 0 broke down", Cli.Run("study", plan, "--into", into, "--status").Output, StringComparison.Ordinal);
        CliResult partial = Cli.Run("render", into, "--partial");
        Assert.Equal(ExitCode.Done, partial.Code);
        Assert.Contains(" lacks 1 of ", partial.Error, StringComparison.Ordinal);
        string second = directory.Write("second.json", Cli.Run([.. Plan, "--seed", "3", "--dry-run"]).Output);
        Refused(Cli.Run("study", second, "--into", into), "holds another study, with another 'seed'");
    }

    /// <summary>A grid that solvers share would be built anew in every unit that has one of them.</summary>
    [Fact]
    public void Solvers_that_share_grids_are_computed_together()
    {
        using TemporaryDirectory directory = new();
        string[] line =
        [
            "compare", "-s", "euler,heun,ab2,midpoint", "-g", "oss,boss,gits", "--nfe", "2-10", "-n", "64", "--metric", "rmse", "--dry-run",
        ];
        string into = directory.File("results");
        Assert.Equal(ExitCode.Done, Cli.Run("study", directory.Write("plan.json", Cli.Run(line).Output), "--into", into).Code);
        string[][] units =
        [
            .. Directory.GetFiles(Path.Combine(into, "units")).Select(static f => JsonDocument.Parse(File.ReadAllText(f)).RootElement
                .GetProperty("part").GetProperty("places").EnumerateObject().Select(static p => p.Name).ToArray()),
        ];
        Assert.True(units.Length > 1);
        Assert.Equal(13, units.Sum(static u => u.Length));
        Assert.Equal(4, units.Single(static u => u.Any(static m => m.EndsWith("/gits", StringComparison.Ordinal)))
            .Count(static m => m.EndsWith("/gits", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("study plan.json", "name one with '--into DIR'")]
    [InlineData("study plan.json --into d --part 0/3", "takes I/N with I from 1 to N")]
    [InlineData("study plan.json --into d --part 4/3", "takes I/N with I from 1 to N")]
    [InlineData("study plan.json --into d --part 1", "takes I/N with I from 1 to N")]
    [InlineData("study plan.json --into d --status", "There is no study in 'd' yet")]
    [InlineData("study plan.json --into plan.json", "cannot be made a folder of results")]
    [InlineData("study nothing.json --into d", "nothing.json")]
    [InlineData("render nothing.json", "nothing.json")]
    [InlineData("render .", "There is no study in '.'")]
    public void Bad_usage_is_one_sentence(string line, string complaint)
    {
        using TemporaryDirectory directory = new();
        string plan = directory.Write("plan.json", Cli.Run([.. Plan, "--dry-run"]).Output);
        string[] words = [.. line.Split(' ').Select(w => w == "plan.json" ? plan : w == "d" || w == "." ? directory.File(w) : w)];
        Refused(Cli.Run(words), complaint.Replace("'d'", $"'{directory.File("d")}'").Replace("'.'", $"'{directory.File(".")}'"));
    }

    /// <summary>A killed process leaves a folder that goes on: no half of a file, and no unit twice.</summary>
    [Fact]
    public void A_kill_at_any_moment_leaves_a_folder_that_goes_on()
    {
        using TemporaryDirectory directory = new();
        string plan = directory.Write("plan.json", Cli.Run([.. Plan, "--dry-run"]).Output);
        string into = directory.File("results");
        for (int kill = 0; kill < 20; kill++)
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [Executable.Assembly, "study", plan, "--into", into])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            if (!process.WaitForExit(TimeSpan.FromMilliseconds(150 + (25 * kill))))
            {
                process.Kill(entireProcessTree: true);
            }

            process.WaitForExit();
        }

        Assert.Equal(ExitCode.Done, Cli.Run("study", plan, "--into", into).Code);
        Assert.Equal(Cli.Run([.. Plan, "-f", "json"]).Output, Cli.Run("render", into, "-f", "json").Output);
    }

    private static void Refused(CliResult result, string complaint)
    {
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }
}
