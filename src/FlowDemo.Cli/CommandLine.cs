using System.CommandLine;
using System.CommandLine.Help;
using FlowDemo.Cli.Commands;
using FlowDemo.Cli.Help;

namespace FlowDemo.Cli;

/// <summary>The whole program as a function: arguments in, text and an exit code out.</summary>
internal static class CommandLine
{
    /// <summary>Parses and carries out one command. What the user got wrong becomes a sentence on stderr.</summary>
    /// <param name="args">The arguments, without the name of the program.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        RootCommand root = CreateRoot(terminal);
        ParseResult parsed = root.Parse(args);
        string command = parsed.CommandResult.Command is FlowCommand known ? $"flowdemo {known.Name}" : "flowdemo";
        try
        {
            if (UsageError.In(parsed) is FlowDemoException fault)
            {
                throw fault;
            }

            int code = parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            terminal.Output.Flush();
            return code;
        }
        catch (FlowDemoException failure)
        {
            terminal.Error.WriteLine($"flowdemo: {failure.Message}");
            terminal.Error.WriteLine($"Try '{command} --help' for the options, or 'flowdemo list' for the ids.");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException) when (terminal.Cancellation.IsCancellationRequested)
        {
            terminal.Error.WriteLine("flowdemo: cancelled; nothing was written.");
            return ExitCode.Cancelled;
        }
    }

    /// <summary>The commands, in the order of the help; the first one is what runs without a command.</summary>
    internal static IReadOnlyList<FlowCommand> Commands() =>
    [
        new CompareCommand(),
        new ScheduleCommand(),
        new SampleCommand(),
        new ShowCommand(),
        new TrainCommand(),
        new FitCommand(),
        new TransferCommand(),
        new ListCommand(),
        new ExplainCommand(),
        new ReplayCommand(),
        new CompletionCommand(),
    ];

    internal static RootCommand CreateRoot(Terminal terminal)
    {
        IReadOnlyList<FlowCommand> commands = Commands();
        FlowCommand standard = commands[0];
        RootCommand root = new("Which solver, on which time grid, gives the least error for the velocity evaluations one can pay for?");
        foreach (FlowCommand command in commands)
        {
            command.SetAction(parsed => command.Run(parsed, terminal));
            root.Add(command);
        }

        // Without a command, its options are those of the standard one.
        foreach (Option option in standard.Options)
        {
            root.Add(option);
        }

        root.SetAction(parsed => standard.Run(parsed, terminal));
        root.Options.OfType<HelpOption>().Single().Action = new ShowHelp(commands, terminal);
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion(terminal);
        return root;
    }
}
