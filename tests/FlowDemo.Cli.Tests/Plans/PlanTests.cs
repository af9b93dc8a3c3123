using System.Text.Json;

namespace FlowDemo.Cli.Tests.Plans;

/// <summary>Plans that are printed, read back, kept in reports and replayed; and what is checked against them.</summary>
public sealed class PlanTests
{
    private static readonly string[] Quick =
        ["-n", "64", "--reference-steps", "20", "-s", "euler,heun", "-g", "uniform,shift:2", "--nfe", "1,2", "--metric", "rmse"];

    [Fact]
    public void A_dry_run_prints_a_plan_that_runs_the_same()
    {
        using TemporaryDirectory directory = new();
        CliResult dry = Cli.Run(["compare", .. Quick, "--dry-run", "-o", directory.File("plan.json")]);
        Assert.Equal((ExitCode.Done, string.Empty), (dry.Code, dry.Output));
        Assert.Matches(@"^6 rows spend 10 NFE per sample, the reference 120; about \S+ s\.\n$", dry.Error);
        Assert.Equal(Cli.Run(["compare", .. Quick, "-f", "json"]), Cli.Run("compare", "--plan", directory.File("plan.json"), "-f", "json"));
    }

    [Fact]
    public void A_plan_is_the_same_after_it_has_been_read_and_printed()
    {
        using TemporaryDirectory directory = new();
        string plan = directory.Write(
            "plan.json",
            Cli.Run("compare", "-t", "penguins", "--columns", "3,5", "--no-standardize", "-g", "beta*,boss", "--dry-run").Output);
        Assert.Equal(File.ReadAllText(plan), Cli.Run("compare", "--plan", plan, "--dry-run").Output);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(plan));
        Assert.True(document.RootElement.GetProperty("no-standardize").GetBoolean());
        Assert.Equal(4096, document.RootElement.GetProperty("samples").GetInt32());
        Assert.Equal("3,5", document.RootElement.GetProperty("columns").GetString());
        Assert.Equal("beta,boss", document.RootElement.GetProperty("schedule").GetString());
    }

    [Fact]
    public void What_stands_on_the_command_line_goes_before_the_plan()
    {
        using TemporaryDirectory directory = new();
        string plan = directory.Write("plan.json", """{ "target": "moons", "nfe": [2, 4], "seed": 7, "no-standardize": false }""");
        using JsonDocument document = JsonDocument.Parse(Cli.Run("compare", "--plan", plan, "-t", "spiral", "--dry-run").Output);
        Assert.Equal(
            "spiral 2,4 7",
            string.Join(' ', ((string[])["target", "nfe", "seed"]).Select(n => document.RootElement.GetProperty(n).ToString())));
    }

    [Theory]
    [InlineData("""{ "nfee": 4 }""", "'nfee', which is no option of compare. Did you mean 'nfe'?")]
    [InlineData("""{ "threads": 4 }""", "'threads'")]
    [InlineData("""{ "nfe": 0 }""", "from 1 to 100000")]
    [InlineData("""{ "nfe": { } }""", "no usable value for 'nfe'")]
    [InlineData("""{ "nfe": null }""", "no usable value for 'nfe'")]
    [InlineData("""{ "target": "rign" }""", "Did you mean 'ring'?")]
    [InlineData("""{ "target": "@plan.json" }""", "no file '@plan.json'")]
    [InlineData("""{ "seed": 1, "seed": 2 }""", "'--seed' is given 2 times")]
    [InlineData("[]", "is not an object")]
    [InlineData("{ \"nfe\":\n 4,, }", "line 2, column 4")]
    [InlineData("", "empty")]
    public void A_plan_that_cannot_be_used_is_refused(string text, string complaint)
    {
        using TemporaryDirectory directory = new();
        CliResult result = Cli.Run("compare", "--plan", directory.Write("plan.json", text));
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_can_be_made_again()
    {
        using TemporaryDirectory directory = new();
        string points = directory.Write("points.csv", "a,b\n1,2\n3,5\n2,7\n0,1\n");
        string noise = directory.Write("noise.csv", "x,y\n0.5,-0.25\n1,2\n");
        string report = directory.File("report.json");
        string[] line = ["compare", "-t", points, "--x0", noise, "--bandwidth", "0.5", "--reference-steps", "20", "-s", "euler", "-g",
            "boss", "--nfe", "2,3"];
        Assert.Equal(ExitCode.Done, Cli.Run([.. line, "-f", "json", "-o", report]).Code);
        CliResult same = Cli.Run("replay", report);
        Assert.Equal((ExitCode.Done, $"flowdemo: reading '{points}', '{noise}', as '{report}' says.\n"), (same.Code, same.Error));
        Assert.Matches(@"^the same: \d\d+ numbers compared\n$", same.Output);

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(report));
        JsonElement manifest = document.RootElement.GetProperty("manifest");
        Assert.Equal(
            [points, noise], manifest.GetProperty("inputs").EnumerateArray().Select(static i => i.GetProperty("path").GetString()));
        Assert.Matches(@"^\d+\.\d+\.\d+(-[a-z0-9.]+)?$", manifest.GetProperty("version").GetString());

        directory.Write("points.csv", "a,b\n1,2\n3,5\n2,7\n0,9\n");
        CliResult changed = Cli.Run("replay", report);
        Assert.Equal((ExitCode.BadInput, string.Empty), (changed.Code, changed.Output));
        Assert.Contains("has changed since", changed.Error, StringComparison.Ordinal);
    }

    /// <summary>What stands behind the colon of a field is a file where the field was trained, and a number or a path elsewhere.</summary>
    [Fact]
    public void A_report_on_changed_fields_reads_no_file()
    {
        using TemporaryDirectory directory = new();
        string report = directory.File("report.json");
        Cli.Run([
            "compare", "-s", "euler", "-g", "uniform", "--nfe", "4", "-n", "64", "--metric", "rmse",
            "--field", "exact,perturbed:0.5,causal:1,path:vp", "-f", "json", "-o", report]);
        CliResult same = Cli.Run("replay", report);
        Assert.Equal((ExitCode.Done, string.Empty), (same.Code, same.Error));
        Assert.StartsWith("the same: ", same.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_differs_is_named()
    {
        using TemporaryDirectory directory = new();
        string text = Cli.Run(["compare", .. Quick, "-f", "json"]).Output;
        using JsonDocument document = JsonDocument.Parse(text);
        string value = document.RootElement.GetProperty("rows")[2].GetProperty("metrics").GetProperty("rmse").GetProperty("high")
            .GetRawText();
        string report = directory.Write("report.json", text.Replace($"\"high\": {value}", "\"high\": 99", StringComparison.Ordinal));
        CliResult result = Cli.Run("replay", report);
        Assert.Equal((ExitCode.CheckFailed, string.Empty), (result.Code, result.Error));
        Assert.Matches(@"^differs: rows\[[02]\]\.metrics\.rmse\.high is 99 in the report and [0-9.]+ now\n$", result.Output);
    }

    [Theory]
    [InlineData("{}", "has no manifest")]
    [InlineData("[1]", "has no manifest")]
    [InlineData("{", "is no JSON")]
    [InlineData("""{ "manifest": { "plan": { "target": "ring" }, "inputs": [ { } ] } }""", "an input without path and hash")]
    [InlineData(
        """{ "manifest": { "plan": { "target": "ring" }, "inputs": [ { "path": "gone.csv", "sha256": "" } ] } }""",
        "'gone.csv', which the report was made from, is not there")]
    public void What_is_no_report_cannot_be_replayed(string text, string complaint)
    {
        using TemporaryDirectory directory = new();
        CliResult result = Cli.Run("replay", directory.Write("report.json", text));
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_holds_is_exit_1_and_the_report_is_there()
    {
        CliResult plain = Cli.Run(["compare", .. Quick]);
        Assert.Equal(
            plain, Cli.Run(["compare", .. Quick, "--fail-if", "rmse(euler/uniform,1) > 100", "--fail-if", "ratio(euler/shift:2,2)<=0"]));
        CliResult failed = Cli.Run(
            ["compare", .. Quick, "--fail-if", "rmse(euler/uniform,1) > 100", "--fail-if", "rmse(heun/shift:2, 2) >= 0.5"]);
        Assert.Equal((ExitCode.CheckFailed, plain.Output), (failed.Code, failed.Output));
        Assert.Matches(@"^flowdemo: check failed: rmse\(heun/shift:2,2\) is [0-9.]+, and that is >= 0\.5\.\n$", failed.Error);
    }

    [Theory]
    [InlineData("rmse > 0.2", "is not one")]
    [InlineData("rmse(euler/uniform,1) > x", "is not one")]
    [InlineData("rmse(euler/uniform,1) = 1", "is not one")]
    [InlineData("rmse(euler/uniform,0) > 1", "is not one")]
    [InlineData("rmsee(euler/uniform,1) > 1", "Did you mean 'rmse'?")]
    [InlineData("kl(euler/uniform,1) > 1", "add it to '--metric'")]
    [InlineData("rmse(euler/boss,1) > 1", "is no row")]
    [InlineData("rmse(eulr/uniform,1) > 1", "Did you mean 'euler/uniform'?")]
    [InlineData("rmse(euler/uniform,3) > 1", "is no row")]
    [InlineData("rmse(heun/uniform,1) > 1", "is no row")]
    public void A_check_that_cannot_be_made_is_refused_before_any_work(string check, string complaint)
    {
        CliResult result = Cli.Run(["compare", .. Quick, "--fail-if", check]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_response_file_stands_for_what_is_in_it()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("args.rsp", $"compare\n# a comment\n{string.Join('\n', Quick)}\n");
        Assert.Equal(Cli.Run(["compare", .. Quick]), Cli.Run($"@{file}"));
        CliResult missing = Cli.Run("compare", $"@{directory.File("nowhere.rsp")}");
        Assert.Equal((ExitCode.BadInput, string.Empty), (missing.Code, missing.Output));
        Assert.Contains("nowhere.rsp", missing.Error, StringComparison.Ordinal);
    }
}
