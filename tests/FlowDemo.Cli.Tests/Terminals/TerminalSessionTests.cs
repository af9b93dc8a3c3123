namespace FlowDemo.Cli.Tests.Terminals;

/// <summary>The executable as a person has it on a terminal.</summary>
public sealed class TerminalSessionTests : IDisposable
{
    private const string ControlC = "\u0003";
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "FlowDemo.Cli.dll");

    // Minutes of work on one core, in small steps.
    private static readonly string[] Long = ["compare", "--reference-steps", "1000000", "--threads", "1"];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [LinuxFact]
    public void Long_work_is_shown_and_ends_at_Ctrl_C_without_a_trace()
    {
        using PseudoTerminal terminal = Start([.. Long, "-o", directory.File("table.txt")]);
        terminal.WaitFor("reference");
        terminal.WaitFor("%");
        terminal.Type(ControlC);
        Assert.Equal(ExitCode.Cancelled, terminal.WaitForExit());
        Screen screen = Screen.After(terminal.Seen.ToString());
        Assert.Equal("flowdemo: cancelled; nothing was written.", screen.Text);
        Assert.True(screen.ShowsCursor);
        Assert.Empty(directory.Names);
    }

    [LinuxFact]
    public void Colour_is_what_a_person_with_a_capable_terminal_gets() =>
        Assert.Contains("\e[38;5;", SeenBy([], "show", "skewed", "--threads", "1"), StringComparison.Ordinal);

    [LinuxFact]
    public void NO_COLOR_takes_the_colour_and_leaves_the_blocks()
    {
        string seen = SeenBy([("NO_COLOR", "1")], "show", "skewed", "--threads", "1");
        Assert.DoesNotContain("38;5;", seen, StringComparison.Ordinal);
        Assert.Contains('░', seen);
    }

    [LinuxFact]
    public void A_dumb_terminal_gets_plain_ASCII() =>
        Assert.All(
            SeenBy([("TERM", "dumb")], "show", "skewed", "--threads", "1"),
            static c => Assert.True(c is '\r' or '\n' or >= ' ' and <= '~', $"{(int)c}"));

    private static PseudoTerminal Start(string[] args, params (string Name, string? Value)[] environment) =>
        new(["dotnet", Assembly, .. args], [("TERM", "xterm-256color"), ("NO_COLOR", null), .. environment]);

    private static string SeenBy((string Name, string? Value)[] environment, params string[] args)
    {
        using PseudoTerminal terminal = Start(args, environment);
        Assert.Equal(ExitCode.Done, terminal.WaitForExit());
        return terminal.Seen.ToString();
    }
}
