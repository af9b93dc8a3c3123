namespace FlowDemo.Cli.Tests;

/// <summary>One run writes as many files as it is asked for, and shows the rows that are asked for in the order that is.</summary>
public sealed class ReportOutputTests : IDisposable
{
    private static readonly string[] Quick =
    [
        "compare", "-n", "64", "--reference-steps", "20", "-s", "euler,heun,midpoint", "-g", "uniform", "--nfe", "2,4", "--metric", "rmse",
    ];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Every_file_has_the_format_of_its_ending_and_what_it_has_alone()
    {
        string[] files = [.. ((string[])["a.csv", "b.tex", "c.md", "d.json", "e.txt"]).Select(directory.File)];
        CliResult run = Cli.Run([.. Quick, .. files.SelectMany(static f => (string[])["-o", f]), "-o", "-"]);
        Assert.Equal(Cli.Run(Quick), run);
        string[] formats = ["csv", "latex", "markdown", "json", "table"];
        Assert.All(files.Zip(formats), p => Assert.Equal(Cli.Run([.. Quick, "-f", p.Second]).Output, File.ReadAllText(p.First)));

        string again = directory.File("again.csv");
        string page = directory.File("page.html");
        Assert.Equal(ExitCode.Done, Cli.Run("render", files[3], "-o", again, "-o", directory.File("again.tex"), "--report", page).Code);
        Assert.Equal(File.ReadAllText(files[0]), File.ReadAllText(again));
        Assert.Equal(File.ReadAllText(files[1]), File.ReadAllText(directory.File("again.tex")));
        Assert.True(File.Exists(page));
    }

    [Fact]
    public void An_array_goes_beside_tables_of_the_same_run()
    {
        CliResult run = Cli.Run([.. Quick, "-o", directory.File("ends.npy"), "-o", directory.File("table.csv")]);
        Assert.Equal((ExitCode.Done, string.Empty), (run.Code, run.Output));
        Assert.Equal(["ends.json", "ends.npy", "table.csv"], directory.Names.Order());
    }

    [Theory]
    [InlineData("-o a.csv -o b.tex -f csv", "'--format' is about one file, and 2 are named")]
    [InlineData("-o a.csv -o ./a.csv", "are the same file")]
    [InlineData("-o - -o -", "cannot share stdout")]
    [InlineData("-o a.csv -o b.banana", "'.banana', which stands for no format")]
    [InlineData("-o a.json -o b.json --dry-run", "A plan goes to one file")]
    [InlineData("--sort banana", "'--sort' takes one of name, ratio, rmse")]
    [InlineData("--sort kl", "'--sort' asks for 'kl', which is not measured; it takes rmse, ratio or name.")]
    [InlineData("--sort rmse@3", "asks for NFE 3, which is no column; the columns are 2, 4.")]
    [InlineData("--sort rmse -t ring,moons", "orders methods by what they do on one problem; for several take ratio or name")]
    [InlineData("--color always --no-color", "are about the same")]
    public void What_does_not_go_together_is_refused(string options, string reason)
    {
        CliResult run = Cli.Run([.. Quick, .. options.Split(' ').Select(o => o.EndsWith("csv", StringComparison.Ordinal) && o.Length > 3
            ? Path.Combine(directory.File("x.csv"), "..", o) : o)]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.Code, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Empty(directory.Names);
    }

    [Theory]
    [InlineData("rmse@2", "euler/uniform", "midpoint/uniform", "heun/uniform")]
    [InlineData("rmse", "midpoint/uniform", "euler/uniform", "heun/uniform")]
    [InlineData("ratio@4", "midpoint/uniform", "euler/uniform", "heun/uniform")]
    [InlineData("name", "euler/uniform", "heun/uniform", "midpoint/uniform")]
    public void Methods_stand_in_the_order_that_is_asked_for(string order, params string[] expected)
    {
        string csv = Cli.Run([.. Quick, "--sort", order, "-f", "csv"]).Output;
        Assert.Equal(expected, MethodsOf(csv));

        // A saved report is the same whatever is shown, so that it can be made again.
        string json = Cli.Run([.. Quick, "--sort", order, "-f", "json"]).Output;
        Assert.Equal(Cli.Run([.. Quick, "-f", "json"]).Output, json);
        Assert.Equal(csv, Cli.Run("render", directory.Write("report.json", json), "--sort", order, "-f", "csv").Output);
    }

    [Fact]
    public void Rows_are_chosen_by_their_names_from_a_report()
    {
        string report = directory.Write("report.json", Cli.Run([.. Quick, "-f", "json"]).Output);
        string csv = Cli.Run("render", report, "-f", "csv", "-m", "midpoint/uniform,heun/uniform").Output;
        Assert.Equal(["midpoint/uniform", "heun/uniform"], MethodsOf(csv));
        Assert.Equal(
            ["heun/uniform", "midpoint/uniform"],
            MethodsOf(Cli.Run("render", report, "-f", "csv", "-m", "midpoint/uniform,heun/uniform", "--sort", "name").Output));
        CliResult none = Cli.Run("render", report, "-m", "heun/bos");
        Assert.Equal((ExitCode.BadInput, string.Empty), (none.Code, none.Output));
        Assert.Contains("'--method' takes one of euler/uniform", none.Error, StringComparison.Ordinal);
    }

    /// <summary>The ratios pair samples that a report does not hold: they are read, not computed again.</summary>
    [Fact]
    public void A_saved_report_of_several_problems_says_what_the_run_said()
    {
        string[] run = [.. Quick, "-t", "ring,moons"];
        string report = directory.Write("study.json", Cli.Run([.. run, "-f", "json"]).Output);
        Assert.All(
            (string[])["table", "csv", "latex", "markdown", "json"],
            f => Assert.Equal(Cli.Run([.. run, "-f", f]).Output, Cli.Run("render", report, "-f", f).Output));

        // What is chosen keeps the ratios and marks that it has among all.
        string[] all = Cli.Run("render", report).Output.Split('\n');
        string[] chosen = Cli.Run("render", report, "-m", "heun/uniform,euler/uniform").Output.Split('\n');
        string row = all.First(static l => l.StartsWith("heun/uniform ", StringComparison.Ordinal));
        Assert.Contains("±", row, StringComparison.Ordinal);
        Assert.Equal(Words(row), Words(chosen.First(static l => l.StartsWith("heun/uniform ", StringComparison.Ordinal))));
        static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Behind_two_dashes_a_name_may_begin_with_one()
    {
        string report = directory.Write("-report.json", Cli.Run([.. Quick, "-f", "json"]).Output);
        string name = Path.GetRelativePath(Environment.CurrentDirectory, report);
        Assert.Equal(ExitCode.Done, Cli.Run("render", "-q", "--no-color", "--", name).Code);
        Assert.Equal(Cli.Run("explain", "heun"), Cli.Run("explain", "--", "heun"));
        Assert.Contains("Nothing is called '-heun'", Cli.Run("explain", "--", "-heun").Error, StringComparison.Ordinal);
        Assert.Contains("There is no option '-zeun'", Cli.Run("explain", "-zeun").Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> MethodsOf(string csv) =>
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static l => l.Split(',')).Select(
            static f => $"{f[5]}/{f[6]}").Distinct();
}
