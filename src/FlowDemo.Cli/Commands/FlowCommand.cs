using System.CommandLine;
using FlowDemo.Cli.Options;

namespace FlowDemo.Cli.Commands;

/// <summary>One command of the program.</summary>
internal abstract class FlowCommand : Command
{
    private readonly ConsoleOptions console = new();

    protected FlowCommand(string name, string description, params ReadOnlySpan<OptionGroup> groups)
        : base(name, description)
    {
        Groups = [.. groups, console];
        foreach (Option option in Groups.SelectMany(static g => g.Options))
        {
            Add(option);
        }
    }

    /// <summary>The options, as the help groups them.</summary>
    public IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>Command lines that work as they stand, with what they do.</summary>
    public abstract IReadOnlyList<(string Line, string Meaning)> Examples { get; }

    /// <summary>Carries the command out.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Run(ParseResult parsed, Terminal terminal) => Execute(parsed, console.Adapt(parsed, terminal));

    /// <summary>Does the work.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="terminal">Where to write, as the user wants it used.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    protected abstract int Execute(ParseResult parsed, Terminal terminal);
}
