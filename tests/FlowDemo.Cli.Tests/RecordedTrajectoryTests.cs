namespace FlowDemo.Cli.Tests;

public sealed class RecordedTrajectoryTests
{
    [Fact]
    public void Trajectories_that_sample_wrote_give_the_grid_of_the_same_trajectories()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("states.npy");
        Assert.Equal(0, Cli.Run("sample", "--schedule", "uniform", "--nfe", "100", "-n", "256", "--trajectory", "-f", "npy", "-o", file).Code);
        CliResult recorded = Cli.Run("schedule", "boss", "--steps", "4", "--trajectories", file, "--format", "json");
        Assert.Equal((0, string.Empty), (recorded.Code, recorded.Error));
        Assert.Contains("\"knots\": [0, 0.", recorded.Output, StringComparison.Ordinal);
        Assert.NotEqual(recorded.Output, Cli.Run("schedule", "equidistribution", "--steps", "4", "--trajectories", file, "--format", "json").Output);
        Assert.Contains("states.npy", Cli.Run("schedule", "gits:1.2", "--steps", "4", "--trajectories", file).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_the_file_asks_for_npy_unless_the_format_is_given()
    {
        using TemporaryDirectory directory = new();
        string[] line = ["sample", "--grid", "0,1", "-n", "4", "-o"];
        Cli.Run([.. line, directory.File("a.npy")]);
        Cli.Run([.. line, directory.File("b"), "-f", "npy"]);
        Cli.Run([.. line, directory.File("c.npy"), "-f", "csv"]);
        Assert.Equal(128 + (4 * 2 * sizeof(double)), File.ReadAllBytes(directory.File("a.npy")).Length);
        Assert.Equal(File.ReadAllBytes(directory.File("b")), File.ReadAllBytes(directory.File("a.npy")));
        Assert.StartsWith("x,y\n", File.ReadAllText(directory.File("c.npy")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_written()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("states.npy", "no array");
        Refused("not a .npy file", "schedule", "boss", "--steps", "4", "--trajectories", file);
        Refused("no file", "schedule", "boss", "--steps", "4", "--trajectories", file + "x");
        Refused("leave '--solver' out", "schedule", "boss", "--steps", "4", "--trajectories", file, "--solver", "heun");
        Refused("go with '--trajectories'", "schedule", "boss", "--steps", "4", "--times", file);
        Refused("is not text", "sample", "--grid", "0,1", "-n", "4", "-f", "npy");
    }

    private static void Refused(string expected, params string[] line)
    {
        CliResult result = Cli.Run(line);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }
}
