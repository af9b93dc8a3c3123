using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace FlowDemo.Cli.Tests;

public sealed class BestCommandTests
{
    private static readonly string[] Few =
        ["best", "-s", "euler,heun,ab2,midpoint", "-g", "uniform,boss,shift,late", "--nfe", "4", "-n", "512"];

    /// <summary>The winner of the whole table, or a row that the noise does not separate from it.</summary>
    [Theory]
    [InlineData("ring")]
    [InlineData("moons")]
    [InlineData("skewed")]
    public void The_race_finds_what_the_whole_table_finds(string target)
    {
        using JsonDocument raced = JsonDocument.Parse(Cli.Run([.. Few, "-t", target, "-f", "json"]).Output);
        using JsonDocument whole = JsonDocument.Parse(Cli.Run(["compare", .. Few[1..], "-t", target, "-f", "json"]).Output);
        string[] leaders = [.. Rows(whole).Where(static r => r.Standing is "best" or "not separated").Select(static r => r.Method)];
        Assert.Contains(Rows(raced).MinBy(static r => r.Error).Method, leaders);
        Assert.Equal(5, Rows(raced).Count());
    }

    [Fact]
    public void The_rows_are_those_of_compare_and_can_be_made_again()
    {
        using TemporaryDirectory directory = new();
        string report = directory.Write("best.json", Cli.Run([.. Few, "-t", "ring,moons", "-f", "json"]).Output);
        CliResult again = Cli.Run("replay", report);
        Assert.Equal((ExitCode.Done, string.Empty), (again.Code, again.Error));
    }

    /// <summary>Plain and compressed tables of two targets answer as the comparison that wrote them, without a run.</summary>
    [Fact]
    public void Recorded_results_answer_as_the_comparison_that_wrote_them()
    {
        using TemporaryDirectory directory = new();
        string[] asked = ["compare", .. Few[1..], "--scale", "3", "--metric", "rmse", "-f"];
        string folder = Directory.CreateDirectory(directory.File("results")).FullName;
        File.WriteAllText(Path.Combine(folder, "ring.csv"), Cli.Run([.. asked, "csv", "-t", "ring"]).Output);
        using (GZipStream file = new(File.Create(Path.Combine(folder, "moons.csv.gz")), CompressionLevel.Fastest))
        {
            file.Write(Encoding.UTF8.GetBytes(Cli.Run([.. asked, "csv", "-t", "moons"]).Output));
        }

        using JsonDocument one = JsonDocument.Parse(Cli.Run([.. asked, "json", "-t", "ring"]).Output);
        CliResult ring = Cli.Run("best", "--from", folder, "-t", "ring", "--nfe", "4");
        Assert.Equal((ExitCode.Done, string.Empty), (ring.Code, ring.Error));
        string least = Rows(one).MinBy(static r => r.Error).Method;
        string[] words = ring.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"{least},", words[Array.IndexOf(words, "--method") + 1], StringComparison.Ordinal);

        string both = Cli.Run("best", "--from", folder, "--nfe", "4").Output;
        Assert.StartsWith("problems   1 moons at scale 3; 2 ring at scale 3\neach       linear path, 512 samples, seed 0\n", both);
        Assert.Contains("methods    16 with a result on each", both, StringComparison.Ordinal);
        string again = Assert.Single(both.Split('\n'), static line => line.StartsWith("again", StringComparison.Ordinal));
        Assert.Equal(5, again[again.IndexOf("--method ", StringComparison.Ordinal)..].Split(',').Length);
    }

    [Theory]
    [InlineData("There are no results in", "--nfe", "4")]
    [InlineData("'--samples' says what is to be computed", "-n", "64")]
    [InlineData("'--from' answers in a table", "-f", "json")]
    public void What_results_cannot_answer_is_refused(string complaint, params string[] options)
    {
        using TemporaryDirectory directory = new();
        CliResult result = Cli.Run(["best", "--from", directory.FullName, .. options]);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table.csv", "target,path\nring,linear\n", "it has no column")]
    [InlineData(
        "table.csv",
        "target,path,samples,seed,solver,schedule,budget,standing,relative,relative_low,relative_high\nring,linear,9,0,a,b,4,best,x,1,1\n",
        "table.csv:2: 'x' cannot stand in the column 'relative'")]
    [InlineData(
        "table.csv",
        "target,path,samples,seed,solver,schedule,budget,standing,relative,relative_low,relative_high\nring,linear,9,0,a,b,4,best,1,1,1\n",
        "there are results at NFE 4.")]
    [InlineData("table.csv.gz", "target,path\n", "is not compressed by gzip")]
    [InlineData("table.csv", "target,path\n", "no row in the results")]
    public void A_table_that_is_none_is_refused(string name, string text, string complaint)
    {
        using TemporaryDirectory directory = new();
        CliResult result = Cli.Run("best", "--nfe", "5", "--from", directory.Write(name, text));
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    /// <summary>What was cut short unpacks without a word as far as it goes.</summary>
    [Fact]
    public void A_compressed_table_that_was_cut_short_is_refused()
    {
        using TemporaryDirectory directory = new();
        string table = Cli.Run(["compare", .. Few[1..], "-f", "csv"]).Output;
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(table));
        }

        string file = directory.File("table.csv.gz");
        File.WriteAllBytes(file, packed.ToArray()[..^40]);
        CliResult result = Cli.Run("best", "--nfe", "4", "--from", file);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("was cut short", result.Error, StringComparison.Ordinal);
        File.WriteAllBytes(file, packed.ToArray());
        Assert.Equal(ExitCode.Done, Cli.Run("best", "--nfe", "4", "--from", file).Code);
    }

    [Fact]
    public void Tables_of_different_baselines_are_refused()
    {
        using TemporaryDirectory directory = new();
        string[] line = ["compare", "-s", "euler,heun", "-g", "uniform", "--nfe", "4", "-n", "64", "--metric", "rmse", "-f", "csv"];
        directory.Write("one.csv", Cli.Run(line).Output);
        directory.Write("two.csv", Cli.Run([.. line, "-t", "moons", "--baseline", "heun/uniform"]).Output);
        Assert.Equal(ExitCode.Done, Cli.Run("best", "--nfe", "4", "--from", directory.FullName).Code);
        directory.Write("three.csv", Cli.Run([.. line, "--baseline", "heun/uniform"]).Output);
        CliResult result = Cli.Run("best", "--nfe", "4", "--from", directory.FullName);
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("hold ratios to different baselines on ring", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_how_many_raced_what_that_took_and_who_did_not()
    {
        CliResult result = Cli.Run(["best", "-s", "euler,renoise,taylor2,amed", "-g", "uniform,late", "--nfe", "2", "-n", "64"]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("race  4 on 256 samples, 2 on 1024 samples", result.Output, StringComparison.Ordinal);
        Assert.Contains("2 methods did not race: they are fitted to a target", result.Output, StringComparison.Ordinal);
        Assert.Contains("2 methods did not race: they add noise", result.Output, StringComparison.Ordinal);
        Assert.Contains("2 methods did not race: they take derivatives", result.Output, StringComparison.Ordinal);
        Assert.Contains("whose sampler is 'euler' of KSamplerSelect", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sampler_that_a_program_does_not_have_is_said_to_be_missing() => Assert.Contains(
        "ComfyUI has no such sampler",
        Cli.Run(["best", "-s", "midpoint", "-g", "uniform", "--nfe", "2", "-n", "64"]).Error,
        StringComparison.Ordinal);

    [Fact]
    public void A_list_of_the_users_own_races_too() => Assert.Contains(
        "euler/sigmas:1,0.6,0.2,0",
        Cli.Run(["best", "-s", "euler", "-g", "uniform,sigmas:1,0.6,0.2,0", "--nfe", "3", "-n", "64"]).Output,
        StringComparison.Ordinal);

    /// <summary>A model that serves the ring, and one whose dimension some of the methods cannot do.</summary>
    [Fact]
    public void Methods_race_on_a_model_as_on_its_target()
    {
        static (string, double)[] Rounded(CliResult result)
        {
            using JsonDocument report = JsonDocument.Parse(result.Output);
            return [.. Rows(report).Select(static r => (r.Method, Math.Round(r.Error, 9)))];
        }

        string[] line = ["best", "-s", "euler,heun,ab2", "-g", "uniform,shift,late", "--nfe", "4", "-n", "128", "-f", "json"];
        CliResult served = Cli.Run([.. line, "--model", ServedModel.Command("ring", "float64")]);
        Assert.Equal(Rounded(Cli.Run([.. line, "-t", "ring"])), Rounded(served));
        Assert.Contains("the model answered", served.Error, StringComparison.Ordinal);

        CliResult solid = Cli.Run(
            "best", "--model", ServedModel.Command("gaussian:3", "float64"), "-s", "euler", "-g", "uniform,uniform+gauss", "--nfe", "2",
            "-n", "64");
        Assert.Equal(ExitCode.Done, solid.Code);
        Assert.Contains("1 methods did not race: A warm start works in the plane", solid.Output, StringComparison.Ordinal);
        Assert.Contains(
            "takes the place of one here",
            Cli.Run("best", "-t", "ring", "--model", ServedModel.Command("ring", "float64")).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_threads_do_not_change_a_byte() =>
        Assert.Equal(Cli.Run([.. Few, "--threads", "1"]).Output, Cli.Run([.. Few, "--threads", "2"]).Output);

    private static IEnumerable<(string Method, string? Standing, double Error)> Rows(JsonDocument report) =>
        report.RootElement.GetProperty("rows").EnumerateArray().Select(static r => (
            $"{r.GetProperty("solver")}/{r.GetProperty("schedule")}",
            r.GetProperty("standing").GetString(),
            r.GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble()));
}
