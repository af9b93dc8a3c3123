using System.Text.Json;

namespace FlowDemo.Cli.Tests;

/// <summary>Classes of a target, and guidance, wherever a problem is named.</summary>
public sealed class ConditionTests
{
    private const string FirstTwoModes = """
        { "components": [ { "weight": 1, "mean": [4, 0], "std": 0.3 }, { "weight": 1, "mean": [2.8284271247461903, 2.82842712474619], "std": 0.3 } ] }
        """;

    private static readonly string[] Quick =
        ["-n", "64", "--reference-steps", "40", "-s", "euler,heun", "-g", "uniform,shift:2", "--nfe", "2", "--metric", "rmse,kl,w2,flips"];

    [Fact]
    public void A_class_without_guidance_is_the_mixture_of_its_components()
    {
        using TemporaryDirectory directory = new();
        string modes = directory.Write("modes.json", FirstTwoModes);
        double[] part = Figures(Cli.Run(["compare", "--class", "1/4", .. Quick, "-f", "json"]));
        double[] alone = Figures(Cli.Run(["compare", "-t", modes, .. Quick, "-f", "json"]));
        Assert.Equal(16, part.Length);
        Assert.All(part.Zip(alone), static p => Assert.Equal(p.First, p.Second, 1e-9 * Math.Abs(p.First)));
    }

    [Fact]
    public void The_report_names_class_and_guidance_and_can_be_made_again()
    {
        using TemporaryDirectory directory = new();
        string report = directory.File("report.json");
        Assert.Equal(ExitCode.Done, Cli.Run(["compare", "--class", "2/4", "--guidance", "1.5", .. Quick, "-f", "json", "-o", report]).Code);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(report));
        JsonElement root = document.RootElement;
        Assert.Equal(("2/4", 1.5), (root.GetProperty("class").GetString(), root.GetProperty("guidance").GetDouble()));
        Assert.EndsWith("class 2/4, components 3 to 4 of 8", root.GetProperty("targetDescription").GetString(), StringComparison.Ordinal);
        JsonElement plan = root.GetProperty("manifest").GetProperty("plan");
        Assert.Equal(("2/4", "1.5"), (plan.GetProperty("class").GetString(), plan.GetProperty("guidance").GetString()));
        Assert.StartsWith("the same: ", Cli.Run("replay", report).Output, StringComparison.Ordinal);

        CliResult table = Cli.Run(["compare", "--plan", report]);
        Assert.Contains("u = 1.5 u(x, t | class) - 0.5 u(x, t), counted", table.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        string[] csv = Cli.Run(["compare", "--plan", report, "-f", "csv"]).Output.Split('\n');
        Assert.EndsWith(",class,guidance", csv[0], StringComparison.Ordinal);
        Assert.EndsWith(",2/4,1.5", csv[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_a_class_is_as_it_was()
    {
        CliResult json = Cli.Run(["compare", .. Quick, "-f", "json"]);
        Assert.DoesNotContain("class", json.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("guidance", json.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("guidance", Cli.Run(["compare", "--class", "1/4", .. Quick]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("guidance", Cli.Run(["compare", .. Quick, "-f", "csv"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_and_schedules_are_those_of_the_guided_flow()
    {
        // One Euler step goes to 3 (mean of the class - mean) + mean = 3 (4 + 2 sqrt 2) / 2 in the first coordinate.
        string[] line = Cli.Run("sample", "--class", "1/4", "--guidance", "3", "--grid", "0,1", "-n", "2").Output.Split('\n');
        Assert.Equal(
            1.5 * (4 + (2 * Math.Sqrt(2))), double.Parse(line[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture), 1e-12);
        CliResult guided = Cli.Run("schedule", "boss", "--steps", "4", "--class", "1/4", "--guidance", "3");
        Assert.Contains("euler on ring, class 1/4, guidance 3;", guided.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.NotEqual(Knots("--guidance", "3"), Knots());

        static string Knots(params string[] guidance) =>
            Cli.Run(["schedule", "boss", "--steps", "4", "--class", "1/4", .. guidance, "-f", "plain"]).Output;
    }

    [Fact]
    public void A_model_of_classes_gives_the_student_of_the_class_and_refuses_any_other()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("insta.json");
        string[] field = ["-s", "euler", "-g", "uniform", "--nfe", "1", "-n", "64", "--reference-steps", "40", "--metric", "rmse",
            "--field", $"exact,straightened:{file}"];
        CliResult trained = Cli.Run("train", "instaflow:2,1.5", "--pairs", "500", "--features", "160", "--nfe", "1", "-o", file);
        Assert.Equal((ExitCode.Done, string.Empty), (trained.Code, trained.Output));
        Assert.Contains("class 2/2, guidance 1.5, knots 0 1:", trained.Error, StringComparison.Ordinal);

        foreach (string label in (string[])["1/2", "2/2"])
        {
            double[] rmse = Figures(Cli.Run(["compare", "--class", label, "--guidance", "1.5", .. field, "-f", "json"]));
            Assert.InRange(rmse[1], 0, rmse[0] / 2);
        }

        AssertRefused(
            Cli.Run(["compare", .. field]),
            "was trained for class 1/2, guidance 1.5; class 2/2, guidance 1.5, and this comparison is for the whole target");
        AssertRefused(Cli.Run(["compare", "--class", "1/2", .. field]), "this comparison is for class 1/2, guidance 1.");
        AssertRefused(
            Cli.Run(["compare", "--class", "1/4", "--guidance", "1.5", .. field]), "this comparison is for class 1/4, guidance 1.5");
        AssertRefused(
            Cli.Run(["compare", "-t", "moons", "--class", "1/2", "--guidance", "1.5", .. field]), "trained for the target 'ring'");
    }

    [Fact]
    public void Several_strengths_of_guidance_are_several_problems()
    {
        string[] tail = ["-s", "euler", "-g", "uniform", "--nfe", "4", "-n", "64", "--metric", "rmse,w2:tilted,confidence"];
        string each = Cli.Run(["compare", "--class", "1/4", "--guidance", "1,3", .. tail, "--each"]).Output;
        Assert.StartsWith(
            "problems   1 ring, class 1/4, guidance 1; 2 ring, class 1/4, guidance 3", each, StringComparison.Ordinal);
        foreach (string one in new[] { "1", "3" })
        {
            string alone = Cli.Run(["compare", "--class", "1/4", "--guidance", one, .. tail]).Output;
            Assert.Contains("\n" + alone, each, StringComparison.Ordinal);
        }

        AssertRefused(
            Cli.Run("sample", "--class", "1/4", "--guidance", "1,3", "--nfe", "1"), "'--guidance' takes one value here; '1,3'");
    }

    [Theory]
    [InlineData("'--guidance' strengthens a class", "compare", "--guidance", "2")]
    [InlineData("'--guidance' takes a number from 0 to 100; 'much'", "sample", "--nfe", "1", "--class", "1/4", "--guidance", "much")]
    [InlineData("'--guidance' takes a number from 0 to 100; '-1'", "compare", "--class", "1/4", "--guidance", "-1")]
    [InlineData("A class is I/N", "schedule", "boss", "--steps", "2", "--class", "first")]
    [InlineData("There is no class 5/4", "compare", "--class", "5/4")]
    [InlineData("The target has 8 components", "train", "distill", "--class", "1/9")]
    [InlineData("The target has 8 components", "train", "instaflow:9,2")]
    [InlineData("as in instaflow:8,1.", "train", "instaflow", "--class", "1/8")]
    [InlineData("as its guidance; '-1' is not that", "train", "instaflow:4,-1")]
    [InlineData("name a class and the guidance with '--class'", "compare", "--recipe", "instaflow", "--nfe", "1")]
    public void What_cannot_be_is_refused_in_a_sentence(string reason, params string[] line) => AssertRefused(Cli.Run(line), reason);

    private static void AssertRefused(CliResult result, string reason)
    {
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    private static double[] Figures(CliResult result)
    {
        using JsonDocument document = JsonDocument.Parse(result.Output);
        return [.. document.RootElement.GetProperty("rows").EnumerateArray().SelectMany(static r =>
            r.GetProperty("metrics").EnumerateObject().Select(static m => m.Value.GetProperty("value").GetDouble()))];
    }
}
