using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using FlowDemo.Cli.Commands;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Help;

namespace FlowDemo.Cli;

/// <summary>The whole program as a function: arguments in, text and an exit code out.</summary>
internal static class CommandLine
{
    /// <summary>The commands, in the order of the help; the first one is what runs without a command.</summary>
    private static readonly (string Name, Func<FlowCommand> Create)[] Table =
    [
        (CompareCommand.Id, static () => new CompareCommand()),
        (BestCommand.Id, static () => new BestCommand()),
        (ScheduleCommand.Id, static () => new ScheduleCommand()),
        (SampleCommand.Id, static () => new SampleCommand()),
        (ShowCommand.Id, static () => new ShowCommand()),
        (TrainCommand.Id, static () => new TrainCommand()),
        (FitCommand.Id, static () => new FitCommand()),
        (TransferCommand.Id, static () => new TransferCommand()),
        (SteerCommand.Id, static () => new SteerCommand()),
        (ListCommand.Id, static () => new ListCommand()),
        (ExplainCommand.Id, static () => new ExplainCommand()),
        (RenderCommand.Id, static () => new RenderCommand()),
        (StudyCommand.Id, static () => new StudyCommand()),
        (ReplayCommand.Id, static () => new ReplayCommand()),
        (CiteCommand.Id, static () => new CiteCommand()),
        (CompletionCommand.Id, static () => new CompletionCommand()),
    ];

    /// <summary>Parses and carries out one command. What the user got wrong becomes a sentence on stderr.</summary>
    /// <param name="args">The arguments, without the name of the program.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        args = WithoutHelpWord(args.Count > 0 ? args : [Table[0].Name]);
        ParserConfiguration configuration = new() { ResponseFileTokenReplacer = ResponseFile.TryExpand };
        ParseResult parsed = RootFor(args, terminal).Parse(args, configuration);
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
            if (code is ExitCode.Done or ExitCode.CheckFailed)
            {
                terminal.Notes.Write(terminal);
            }

            return code;
        }
        catch (FlowDemoException failure)
        {
            terminal.Say($"flowdemo: {failure.Message}");
            if (!terminal.Notes.HasAnnounced)
            {
                terminal.Say($"Try '{command} --help' for the options, or 'flowdemo list' for the ids.");
            }

            return failure.IsBreakdown ? ExitCode.BrokeDown : ExitCode.BadInput;
        }
        catch (Exception failure) when (IsOutOfMemory(failure))
        {
            double gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"flowdemo: this takes more than the {gigabytes:F1} GB of memory that there are; ask for fewer samples, pairs or rows."));
            return ExitCode.BadInput;
        }
        catch (OutputFailure failure)
        {
            if (failure.IsBrokenPipe)
            {
                return ExitCode.Done;
            }

            terminal.Say($"flowdemo: {failure.Message}");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException) when (terminal.Cancellation.IsCancellationRequested)
        {
            terminal.Say("flowdemo: cancelled; nothing was written.");
            return ExitCode.Cancelled;
        }
    }

    /// <summary>The commands, in the order of the help.</summary>
    internal static IReadOnlyList<FlowCommand> Commands() => [.. Table.Select(static c => c.Create())];

    /// <summary>The program with its commands.</summary>
    /// <param name="terminal">Where they write.</param>
    internal static RootCommand CreateRoot(Terminal terminal)
    {
        IReadOnlyList<FlowCommand> commands = Commands();
        RootCommand root = Root(commands, terminal);

        // Without a command, its options are those of the standard one.
        FlowCommand standard = commands[0];
        foreach (Option option in standard.Options)
        {
            root.Add(option);
        }

        root.SetAction(parsed => standard.Run(parsed, terminal));
        return root;
    }

    /// <summary>'help' and 'help COMMAND' as the lines with --help that they stand for; other lines as they are.</summary>
    private static IReadOnlyList<string> WithoutHelpWord(IReadOnlyList<string> args) => args switch
    {
        ["help"] => ["--help"],
        ["help", string name, ..] when Table.Any(c => c.Name == name) => [name, "--help"],
        ["help", ..] => [.. args.Skip(1)],
        _ => args,
    };

    /// <summary>
    /// The part of the program that a line needs: a command that is named first needs no other, and none of their catalogues.
    /// </summary>
    private static RootCommand RootFor(IReadOnlyList<string> args, Terminal terminal) =>
        Table.FirstOrDefault(c => c.Name == args[0]).Create is Func<FlowCommand> create ? Root([create()], terminal) : CreateRoot(terminal);

    /// <summary>Whether memory ran out, on one core or on several at once.</summary>
    private static bool IsOutOfMemory(Exception failure) =>
        failure is OutOfMemoryException || (failure is AggregateException several && several.Flatten().InnerExceptions.Any(IsOutOfMemory));

    private static RootCommand Root(IReadOnlyList<FlowCommand> commands, Terminal terminal)
    {
        RootCommand root = new("Which solver, on which time grid, gives the least error for the velocity evaluations one can pay for?");
        foreach (FlowCommand command in commands)
        {
            command.SetAction(parsed => command.Run(parsed, terminal));
            root.Add(command);
        }

        root.Options.OfType<HelpOption>().Single().Action = new ShowHelp(commands, terminal);
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion(terminal);
        return root;
    }
}
