using FlowDemo.Cli.Tests.Terminals;

namespace FlowDemo.Cli.Tests.Files;

/// <summary>Nothing is overwritten that was not meant, nothing is written by halves, and what a name promises is what it holds.</summary>
public sealed class OutputPlaceTests : IDisposable
{
    private static readonly string[] Quick = ["compare", "-n", "32", "-s", "euler", "-g", "uniform", "--nfe", "1", "--metric", "rmse"];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("r.csv", "csv")]
    [InlineData("r.CSV", "csv")]
    [InlineData("r.json", "json")]
    [InlineData("r.md", "markdown")]
    [InlineData("r.tex", "latex")]
    [InlineData("r.txt", "table")]
    [InlineData("r", "table")]
    public void The_ending_decides_the_format(string name, string format)
    {
        Assert.Equal(new CliResult(ExitCode.Done, string.Empty, string.Empty), Cli.Run([.. Quick, "-o", directory.File(name)]));
        Assert.Equal(Cli.Run([.. Quick, "-f", format]).Output, File.ReadAllText(directory.File(name)));
    }

    [Theory]
    [InlineData("schedule uniform --steps 2 -o g.json", "{\n")]
    [InlineData("schedule uniform --steps 2 -o g.md", "| knot")]
    [InlineData("sample --grid 0,1 -n 2 -o s.csv", "x,y\n")]
    [InlineData("list paths -o l.json", "{\n")]
    public void So_it_does_in_every_command(string line, string start)
    {
        string[] words = line.Split(' ');
        words[^1] = directory.File(words[^1]);
        Assert.Equal(ExitCode.Done, Cli.Run(words).Code);
        Assert.StartsWith(start, File.ReadAllText(words[^1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare -o r.xls", "'--format'")]
    [InlineData("compare --plot fig.html", "SVG would go there")]
    [InlineData("compare --plot fig.png", "fig.pdf', and then make it by: pdftocairo -png -singlefile -r 300 ")]
    [InlineData("compare --plot fig.eps:grids", "and then make it by: pdftocairo -eps ")]
    [InlineData("compare --report page.svg", "HTML would go there")]
    [InlineData("compare --dry-run -o plan.csv", "a plan is JSON")]
    [InlineData("schedule uniform --steps 2 -o g.npy", "'--format'")]
    [InlineData("sample --grid 0,1 -n 2 -o s.json", "'--format'")]
    [InlineData("fit --nfe 2 -o fit.txt", "'--format'")]
    [InlineData("train boss -o model.csv", "'--format'")]
    public void An_ending_that_promises_something_else_is_refused(string line, string complaint)
    {
        string[] words = line.Split(' ');
        words[^1] = directory.File(words[^1]);
        Refused(Cli.Run(words), complaint);
        Assert.Empty(directory.Names);
    }

    [Theory]
    [InlineData(true, "", "flowdemo: wrote '{0}', '{1}'\n")]
    [InlineData(true, "--quiet", "")]
    [InlineData(false, "", "")]
    public void A_person_who_watches_is_told_what_was_written(bool watches, string option, string said)
    {
        using StringWriter error = new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        Terminal terminal = new(TextWriter.Null, error, default) { ErrorIsInteractive = watches };
        (string table, string picture) = (directory.File("r.csv"), directory.File("p.svg"));
        string[] line = [.. Quick, "-o", table, "--plot", picture, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(ExitCode.Done, CommandLine.Run(line, terminal));
        Assert.EndsWith(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, said, table, picture),
            error.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(said.Length > 0, error.ToString().Contains("wrote", StringComparison.Ordinal));
    }

    [Fact]
    public void A_format_that_is_asked_for_goes_before_the_ending()
    {
        Assert.Equal(ExitCode.Done, Cli.Run([.. Quick, "-f", "csv", "-o", directory.File("r.tex")]).Code);
        Assert.StartsWith("target,", File.ReadAllText(directory.File("r.tex")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_is_not_overwritten()
    {
        string points = directory.Write("mine.csv", "x,y\n1,2\n2,1\n3,3\n0,1\n2,2\n");
        string mixture = directory.Write("mine.json", """{ "components": [ { "weight": 1, "mean": [0, 0], "std": 1 } ] }""");
        File.CreateSymbolicLink(directory.File("link.csv"), points);
        Directory.CreateSymbolicLink(directory.File("folder"), directory.FullName);
        string[] before = [.. directory.Names!];
        Refused(Cli.Run([.. Quick, "-t", points, "-f", "csv", "-o", points]), "also an input");
        Refused(Cli.Run([.. Quick, "-t", points, "-f", "csv", "-o", directory.File("link.csv")]), "also an input");
        Refused(Cli.Run([.. Quick, "-t", directory.File("link.csv"), "-o", directory.File("folder/mine.csv")]), "also an input");
        Refused(Cli.Run(["sample", "--grid", "0,1", "--x0", points, "-o", points]), "also an input");
        Refused(Cli.Run([.. Quick, "-t", mixture, "-o", directory.File("mine.npy")]), "also an input");
        Refused(Cli.Run(["fit", "-t", mixture, "--nfe", "2", "-o", mixture]), "also an input");
        Refused(Cli.Run(["train", "distill", "-t", mixture, "-o", mixture]), "also an input");
        Refused(Cli.Run(["transfer", "-t", $"ring,{points}", "-o", points]), "also an input");
        Assert.Equal(before, directory.Names);
        Assert.StartsWith("x,y", File.ReadAllText(points), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_and_trajectories_are_inputs_too()
    {
        string plan = directory.Write("plan.json", "{ \"samples\": 32 }");
        Refused(Cli.Run("compare", "--plan", plan, "--dry-run", "-o", plan), "also an input");
        string states = directory.File("states.npy");
        Cli.Run("sample", "--schedule", "uniform", "--nfe", "4", "-n", "64", "--trajectory", "-o", states);
        Refused(Cli.Run("schedule", "boss", "--steps", "2", "--trajectories", states, "-f", "csv", "-o", states), "also an input");
    }

    [Fact]
    public void Two_results_need_two_files()
    {
        File.WriteAllText(directory.File("a.svg"), string.Empty);
        File.CreateSymbolicLink(directory.File("b.html"), directory.File("a.svg"));
        Refused(Cli.Run([.. Quick, "-f", "csv", "-o", directory.File("a.svg"), "--plot", directory.File("a.svg")]), "are the same file");
        Refused(Cli.Run([.. Quick, "--plot", directory.File("a.svg"), "--report", directory.File("b.html")]), "are the same file");
    }

    [LinuxFact]
    public void A_hard_link_is_the_same_file_and_stays_one()
    {
        string points = directory.Write("mine.csv", "x,y\n1,2\n2,1\n3,3\n0,1\n2,2\n");
        Link(points, directory.File("other.csv"));
        Refused(Cli.Run([.. Quick, "-t", points, "-o", directory.File("other.csv")]), "also an input");

        Assert.Equal(ExitCode.Done, Cli.Run([.. Quick, "-o", points]).Code);
        Assert.Equal(Cli.Run([.. Quick, "-f", "csv"]).Output, File.ReadAllText(points));
        Assert.Equal(File.ReadAllText(points), File.ReadAllText(directory.File("other.csv")));
        Assert.Equal(["mine.csv", "other.csv"], directory.Names);
    }

    [LinuxFact]
    public void Permissions_are_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string file = directory.Write("r.json", "old");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(ExitCode.Done, Cli.Run([.. Quick, "-o", file]).Code);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.StartsWith("{", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [LinuxFact]
    public void All_results_are_written_or_none()
    {
        string table = directory.Write("t.txt", "old");
        string page = directory.File("page.html");
        CliResult result = Cli.Run([.. Quick, "-o", table, "--report", page, "--plot", "/dev/full"]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Equal("flowdemo: '/dev/full' cannot be written: No space left on device.\n", result.Error);
        Assert.Equal(["t.txt"], directory.Names);
        Assert.Equal("old", File.ReadAllText(table));
    }

    [Fact]
    public void A_name_may_be_as_long_as_the_file_system_takes()
    {
        string name = new('a', 251);
        Assert.Equal(ExitCode.Done, Cli.Run([.. Quick, "-o", directory.File(name + ".csv")]).Code);
        Assert.Equal([name + ".csv"], directory.Names);
        Refused(Cli.Run([.. Quick, "-o", directory.File(name + "a.csv")]), "cannot be written");
    }

    [Fact]
    public void Old_drafts_of_killed_runs_are_taken_away()
    {
        string old = directory.Write(".flowdemo-abcdefgh.tmp", "part");
        string recent = directory.Write(".flowdemo-abcdefgi.tmp", "part");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        Assert.Equal(ExitCode.Done, Cli.Run([.. Quick, "-o", directory.File("r.csv")]).Code);
        Assert.Equal([Path.GetFileName(recent), "r.csv"], directory.Names);
    }

    [LinuxFact]
    public void A_pipe_is_written_to_and_stays_a_pipe()
    {
        string pipe = directory.File("pipe.fifo");
        string command = $"dotnet '{Executable.Assembly}' schedule uniform --steps 2 -f plain -o '{pipe}'";
        CliResult result = Executable.Start("bash", ["-c", $"mkfifo '{pipe}'; cat '{pipe}' & {command}; wait; test -p '{pipe}'"]);
        Assert.Equal(new CliResult(ExitCode.Done, "0,0.5,1\n", string.Empty), result);
    }

    [LinuxFact]
    public void A_file_in_shared_memory_is_a_file()
    {
        string file = $"/dev/shm/flowdemo-{Environment.ProcessId}.csv";
        try
        {
            File.WriteAllText(file, "old");
            Assert.Equal(ExitCode.Done, Cli.Run([.. Quick, "-o", file]).Code);
            Assert.Equal(Cli.Run([.. Quick, "-f", "csv"]).Output, File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Link(string file, string name) => Assert.Equal(0, Executable.Start("ln", [file, name]).Code);

    private static void Refused(CliResult result, string complaint)
    {
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }
}
