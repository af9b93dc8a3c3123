using System.CommandLine;
using FlowDemo.Cli.Options;

namespace FlowDemo.Cli.Commands;

/// <summary>One command of the program.</summary>
internal abstract class FlowCommand : Command
{
    protected FlowCommand(string name, string description, params ReadOnlySpan<OptionGroup> groups)
        : base(name, description)
    {
        Groups = [.. groups];
        foreach (Option option in Groups.SelectMany(static g => g.Options))
        {
            Add(option);
        }
    }

    /// <summary>The options, as the help groups them.</summary>
    public IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>Command lines that work as they stand, with what they do.</summary>
    public abstract IReadOnlyList<(string Line, string Meaning)> Examples { get; }

    /// <summary>Does the work.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public abstract int Run(ParseResult parsed, Terminal terminal);
}
