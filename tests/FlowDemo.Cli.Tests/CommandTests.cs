using System.Globalization;
using System.Text.Json;

namespace FlowDemo.Cli.Tests;

public sealed class CommandTests
{
    private static readonly string[] Quick =
        ["-n", "200", "--reference-steps", "40", "-s", "euler,heun", "-g", "uniform,shift:2", "--nfe", "1,2"];

    /// <summary>edm-heun takes odd budgets alone; beside others it has no row, as heun has none at odd ones.</summary>
    [Fact]
    public void A_solver_that_cannot_spend_the_budget_does_not_keep_others_from_it()
    {
        CliResult result = Cli.Run("compare", "-s", "euler,edm-heun", "-g", "uniform", "--nfe", "4", "-n", "64", "--metric", "rmse");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("euler/uniform", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            ExitCode.BadInput, Cli.Run("compare", "-s", "edm-heun", "-g", "uniform", "--nfe", "4", "-n", "64").Code);
    }

    [Fact]
    public void Quiet_tables_leave_the_other_figures_to_files()
    {
        using TemporaryDirectory directory = new();
        string[] line = [.. Quick, "--metric", "rmse,kl,w2", "--quiet-tables"];
        string shown = Cli.Run(line).Output;
        Assert.Contains("\nrmse [", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("kl [", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("w2 [", shown, StringComparison.Ordinal);
        Assert.Contains(",w2,", Cli.Run([.. line, "-f", "csv"]).Output, StringComparison.Ordinal);
        CliResult both = Cli.Run([.. line, "--details"]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (both.Code, both.Output));
        Assert.Contains("'--details' asks for every table and '--quiet-tables' for one", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_writes_the_promised_json()
    {
        CliResult result = Cli.Run(["compare", .. Quick, "--metric", "rmse,median,flips,kl", "-f", "json"]);
        Assert.Equal((ExitCode.Done, string.Empty), (result.Code, result.Error));
        using JsonDocument document = JsonDocument.Parse(result.Output);
        JsonElement root = document.RootElement;
        Assert.Equal(
            "ring linear 200 0 quasi",
            string.Join(' ', ((string[])["target", "path", "samples", "seed", "noise"]).Select(n => root.GetProperty(n).ToString())));
        Assert.Equal(
            "rk4 40", $"{root.GetProperty("reference").GetProperty("method")} {root.GetProperty("reference").GetProperty("steps")}");
        Assert.Equal(
            ["euler/uniform 1 1", "euler/uniform 2 2", "euler/shift:2 1 1", "euler/shift:2 2 2", "heun/uniform 2 1", "heun/shift:2 2 1"],
            root.GetProperty("rows").EnumerateArray().Select(
                static r => $"{r.GetProperty("solver")}/{r.GetProperty("schedule")} {r.GetProperty("nfe")} {r.GetProperty("steps")}"));
        JsonElement first = root.GetProperty("rows")[0];
        Assert.Equal("Infinity", first.GetProperty("metrics").GetProperty("kl").GetProperty("value").GetString());
        Assert.Equal(0, first.GetProperty("buildNfe").GetInt64());

        // One Euler step sends every point to the mean of the data, so it misses by the spread of the data.
        JsonElement rmse = first.GetProperty("metrics").GetProperty("rmse");
        Assert.InRange(rmse.GetProperty("value").GetDouble(), 3.9, 4.1);
        Assert.True(rmse.GetProperty("low").GetDouble() <= rmse.GetProperty("value").GetDouble());
        Assert.True(rmse.GetProperty("high").GetDouble() >= rmse.GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("dop853", "--reference", "adaptive")]
    [InlineData("rk4, 1000 steps", "--reference", "rk4")]
    [InlineData("rk4, 60 steps", "--reference-steps", "60")]
    [InlineData("rk4, 60 steps", "--reference", "rk4", "--reference-steps", "60")]
    public void The_reference_is_the_one_that_was_asked_for(string expected, params string[] options) =>
        Assert.Contains(
            $"reference  {expected}",
            Cli.Run(["compare", "-n", "16", "-s", "euler", "-g", "uniform", "--nfe", "1", .. options]).Output,
            StringComparison.Ordinal);

    [Fact]
    public void The_threads_do_not_change_a_byte()
    {
        string[] line =
            ["compare", "-n", "1500", "--reference-steps", "40", "-s", "euler,heun", "-g", "uniform,boss", "--nfe", "2,4", "-f", "json"];
        Assert.Equal(Cli.Run([.. line, "--threads", "1"]).Output, Cli.Run([.. line, "--threads", "2"]).Output);
    }

    [Fact]
    public void Without_a_command_it_compares() =>
        Assert.Equal(Cli.Run(["compare", .. Quick]), Cli.Run(Quick));

    [Fact]
    public void The_table_is_plain_and_fits_when_it_is_piped()
    {
        CliResult result = Cli.Run(Quick);
        Assert.DoesNotContain('\e', result.Output);
        Assert.All(
            result.Output.Split('\n'), static line => Assert.True(line.Length <= Terminal.PipedWidth && line == line.TrimEnd(), line));
        Assert.Contains("rmse [data units]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_prints_by_default_fits_on_one_screen()
    {
        string[] lines = Cli.Run("compare").Output.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 30, 40);
        Assert.Single(lines, static l => l.StartsWith("by frechet: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Colour_comes_when_it_is_asked_for_but_not_into_a_file()
    {
        Assert.Contains('\e', Cli.Run([.. Quick, "--color", "always"]).Output);
        Assert.Equal(Cli.Run(Quick), Cli.Run([.. Quick, "--color", "never", "--quiet"]));
        using TemporaryDirectory directory = new();
        Cli.Run([.. Quick, "--color", "always", "-o", directory.File("table")]);
        Assert.DoesNotContain('\e', File.ReadAllText(directory.File("table")));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("markdown")]
    [InlineData("latex")]
    [InlineData("csv")]
    [InlineData("json")]
    public void A_file_holds_what_stdout_would(string format)
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("report", "a longer text that was there before");
        CliResult result = Cli.Run([.. Quick, "-f", format, "-o", file]);
        Assert.Equal(new CliResult(ExitCode.Done, string.Empty, string.Empty), result);
        Assert.Equal(Cli.Run([.. Quick, "-f", format]).Output, File.ReadAllText(file));
        Assert.Equal(["report"], directory.Names);
    }

    [Fact]
    public void A_file_that_was_not_there_is_made()
    {
        using TemporaryDirectory directory = new();
        Assert.Equal(
            new CliResult(ExitCode.Done, string.Empty, string.Empty),
            Cli.Run("schedule", "uniform", "--steps", "2", "-f", "plain", "-o", directory.File("new")));
        Assert.Equal("0,0.5,1\n", File.ReadAllText(directory.File("new")));
        Assert.Equal(["new"], directory.Names);
    }

    [Fact]
    public void A_link_keeps_pointing_at_the_file_that_is_written()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("file", "old");
        File.CreateSymbolicLink(directory.File("link"), file);
        Assert.Equal(ExitCode.Done, Cli.Run("schedule", "uniform", "--steps", "2", "-f", "plain", "-o", directory.File("link")).Code);
        Assert.Equal("0,0.5,1\n", File.ReadAllText(file));
        Assert.Equal(file, new FileInfo(directory.File("link")).LinkTarget);
    }

    [Fact]
    public void Whoever_cancels_finds_no_file()
    {
        using TemporaryDirectory directory = new();
        CliResult result = Cli.Run(new CancellationToken(canceled: true), [.. Quick, "-o", directory.File("report")]);
        Assert.Equal(new CliResult(ExitCode.Cancelled, string.Empty, "flowdemo: cancelled; nothing was written.\n"), result);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public void Schedule_prints_knots_that_sample_takes()
    {
        string knots = Cli.Run("schedule", "shift:3", "--steps", "3", "-f", "plain").Output.Trim();
        string[] line = ["sample", "-n", "16"];
        Assert.Equal(Cli.Run([.. line, "-g", "shift:3", "--nfe", "3"]), Cli.Run([.. line, "--grid", knots]));
    }

    [Fact]
    public void Schedule_and_compare_build_the_same_grid()
    {
        using JsonDocument report = JsonDocument.Parse(Cli.Run(
            "compare",
            "-n",
            "16",
            "--reference-steps",
            "10",
            "-s",
            "heun",
            "-g",
            "boss",
            "--nfe",
            "6",
            "--metric",
            "rmse",
            "-f",
            "json").Output);
        using JsonDocument schedule = JsonDocument.Parse(
            Cli.Run("schedule", "boss", "--solver", "heun", "--steps", "3", "-f", "json").Output);
        Assert.Equal(
            report.RootElement.GetProperty("rows")[0].GetProperty("knots").ToString(),
            schedule.RootElement.GetProperty("knots").ToString());
    }

    [Fact]
    public void Schedule_shows_where_its_knots_are()
    {
        CliResult result = Cli.Run("schedule", "uniform", "--steps", "2");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(3, result.Output.Count(static c => c == '┼'));
        Assert.Contains("0.500000", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_writes_end_points_of_its_trajectories()
    {
        string[] line = ["sample", "-s", "heun", "-g", "uniform", "--nfe", "4", "-n", "5"];
        string[] points = Cli.Run(line).Output.TrimEnd('\n').Split('\n');
        string[] states = Cli.Run([.. line, "--trajectory"]).Output.TrimEnd('\n').Split('\n');
        Assert.Equal("x,y", points[0]);
        Assert.Equal("sample,t,x,y", states[0]);
        Assert.Equal(1 + (5 * 3), states.Length);
        Assert.Equal(points[1..], states[1..].Where(static s => s.Split(',')[1] == "1").Select(static s => s.Split(',', 3)[2]));
    }

    [Fact]
    public void Noise_of_ones_own_is_where_samples_start()
    {
        using TemporaryDirectory directory = new();
        string noise = directory.Write("noise.csv", "x,y\n0.5,-0.25\n1,2\n");
        string[] states = Cli.Run("sample", "--x0", noise, "--grid", "0,1", "--trajectory").Output.Split('\n');
        Assert.Equal("0,0,0.5,-0.25", states[1]);
        Assert.Equal("1,0,1,2", states[3]);
        using JsonDocument report = JsonDocument.Parse(Cli.Run(
            "compare",
            "--x0",
            noise,
            "--reference-steps",
            "10",
            "-s",
            "euler",
            "-g",
            "uniform",
            "--nfe",
            "1",
            "--metric",
            "rmse",
            "-f",
            "json").Output);
        Assert.Equal(2, report.RootElement.GetProperty("samples").GetInt32());
        Assert.Equal(noise, report.RootElement.GetProperty("noise").GetString());
    }

    [Fact]
    public void Numbers_are_read_the_same_way_under_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (hostile.NumberFormat.NumberDecimalSeparator, hostile.NumberFormat.NumberGroupSeparator) = (",", ".");
        string[] line = ["sample", "-t", "penguins", "--bandwidth", "0.5", "--grid", "0,0.5,1", "-n", "4"];
        CliResult expected = Cli.Run(line);
        try
        {
            CultureInfo.CurrentCulture = hostile;
            Assert.Equal(expected, Cli.Run(line));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
