using System.Globalization;

namespace FlowDemo.Cli.Tests;

public sealed class ShowCommandTests
{
    [Fact]
    public void The_target_is_named_by_the_argument_or_the_option()
    {
        CliResult named = Cli.Run("show", "moons");
        Assert.Equal((ExitCode.Done, string.Empty), (named.Code, named.Error));
        Assert.StartsWith("moons: ", named.Output, StringComparison.Ordinal);
        Assert.Equal(named, Cli.Run("show", "--target", "moons"));
        Assert.StartsWith("ring: ", Cli.Run("show").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Seed_number_and_path_of_the_trajectories_can_be_chosen()
    {
        string[] all = [.. ((string[][])[["-n", "8"], ["-n", "0"], ["-n", "1"], ["--seed", "1"], ["--path", "trigonometric"]]).Select(
            static more => Cli.Run(["show", "skewed", .. more]).Output)];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(all[0], Cli.Run("show", "skewed", "--threads", "3").Output);
    }

    [Theory]
    [InlineData(false, false, "░", '▀')]
    [InlineData(true, false, "\e[38;5;", '░')]
    [InlineData(false, true, "::", '░')]
    [InlineData(true, true, "\e[38;5;", '░')]
    public void Colour_and_characters_are_those_of_the_terminal(bool color, bool dumb, string expected, char other)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        Assert.Equal(
            ExitCode.Done,
            CommandLine.Run(["show", "moons"], new Terminal(output, TextWriter.Null, default) { OutputHasColor = color, IsDumb = dumb }));
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(other, output.ToString());
    }

    [Fact]
    public void Colour_can_be_asked_for_where_nobody_watches() =>
        Assert.Contains("\e[38;5;", Cli.Run("show", "moons", "--color", "always").Output, StringComparison.Ordinal);

    [Fact]
    public void The_ends_of_a_huge_picture_are_powers_of_ten()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("huge.json", """{ "components": [ { "weight": 1, "mean": [1e150, 0], "std": 1e149 } ] }""");
        Assert.EndsWith(
            "\nx 7.35e149 to 1.27e150, y -2.65e149 to 2.65e149 [data units]\n",
            Cli.Run("show", file, "-n", "0").Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Did you mean 'moons'?", "show", "mons")]
    [InlineData("both name the target", "show", "moons", "-t", "ring")]
    [InlineData("from 0 to 1000", "show", "moons", "-n", "1001")]
    [InlineData("Did you mean '--seed'?", "show", "moons", "--sed", "1")]
    public void What_cannot_be_shown_is_refused(string expected, params string[] line)
    {
        CliResult result = Cli.Run(line);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }
}
