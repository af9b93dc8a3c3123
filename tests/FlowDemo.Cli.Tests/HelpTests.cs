using FlowDemo.Cli.Commands;

namespace FlowDemo.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. CommandLine.Commands().Select(static c => c.Name)];

    public static TheoryData<string> Examples => [.. CommandLine.Commands().SelectMany(static c => c.Examples).Select(static e => e.Line)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_help_of_a_command_opens_with_its_examples_and_names_every_option(string name)
    {
        CliResult result = Cli.Run(name, "--help");
        FlowCommand command = CommandLine.Commands().Single(c => c.Name == name);
        Assert.Equal((ExitCode.Done, string.Empty), (result.Code, result.Error));
        Assert.Equal(2, command.Examples.Count);
        Assert.Equal($"  {command.Examples[0].Line}", result.Output.Split('\n').SkipWhile(static l => l.Length > 0).Skip(1).First());
        Assert.All(command.Options, o => Assert.Contains(o.Name, result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Nothing_but_an_example_or_a_single_word_is_wider_than_the_terminal(string name)
    {
        using StringWriter output = new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        CommandLine.Run([name, "--help"], new Terminal(output, TextWriter.Null, default) { Width = 60 });
        Assert.All(
            output.ToString().Split('\n'),
            static l => Assert.True(l.Length <= 60 || l.StartsWith("  flowdemo ", StringComparison.Ordinal) || !l.Trim().Contains(' '), l));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_a_command_line_without_errors(string line)
    {
        string[] words = [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line).Select(static w => w.Trim('\''))];
        Assert.Equal("flowdemo", words[0]);
        Assert.Empty(CommandLine.CreateRoot(new Terminal(TextWriter.Null, TextWriter.Null, default)).Parse(words[1..]).Errors);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public void The_help_of_the_program_names_every_command(string option)
    {
        CliResult result = Cli.Run(option);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.All(CommandLine.Commands(), c => Assert.Contains($"\n  {c.Name} ", result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help compare", "compare --help")]
    [InlineData("help list", "list --help")]
    [InlineData("help no-such-command", "no-such-command")]
    public void The_word_help_does_what_the_option_does(string line, string same) =>
        Assert.Equal(Cli.Run(same.Split(' ')), Cli.Run(line.Split(' ')));

    [Fact]
    public void The_version_is_that_of_the_build() =>
        Assert.Matches(@"^flowdemo \d+\.\d+\.\d+(-[a-z0-9.]+)?(\+[0-9a-f]{7})?\n$", Cli.Run("--version").Output);
}
