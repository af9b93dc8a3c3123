using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Cli.Commands;
using FlowDemo.Models;

namespace FlowDemo.Cli.Options;

/// <summary>A model of the user's own, which another process evaluates.</summary>
internal sealed class ModelOptions : OptionGroup
{
    private const int MostBatch = 1 << 24;

    public ModelOptions()
        : base("model")
    {
        Command = Text(
            "--model",
            "COMMAND",
            "a command that serves a velocity over a pipe, in any dimension ('flowdemo explain model'); with --target beside it the "
                + "network's own error is measured too");
        Batch = Whole("--batch", "N", "samples per request to the model; all of them when left out", 1, MostBatch);
        LongestWait = LongestWaitOf();
    }

    /// <summary>What is measured on a model when nobody asks for more.</summary>
    /// <param name="hasTarget">Whether the target that it was trained on stands beside it.</param>
    public static ImmutableArray<string> MetricsOf(bool hasTarget) => hasTarget ? ["rmse", "nrmse", "total"] : ["rmse", "nrmse"];

    /// <summary>Reads the flow of the model, or that of a target where there is none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Whose standard error hears the model.</param>
    /// <param name="target">The options of a target, which the model takes the place of.</param>
    /// <param name="path">Id of the path.</param>
    /// <param name="execution">Whose cancellation ends the model.</param>
    /// <param name="hasTable">Whether there is a table of noise that options may be about.</param>
    /// <exception cref="FlowDemoException">It cannot be had.</exception>
    public TargetFlow ReadFlow(
        ParseResult parsed, Terminal terminal, TargetOptions target, string path, Execution execution, bool hasTable = false)
    {
        if (Read(parsed, terminal) is not ModelSettings settings)
        {
            return TargetFlow.Of(target.Read(parsed, terminal, hasTable), path);
        }

        RefuseTarget(parsed, target, hasTable);
        return TargetFlow.Of(settings, path, execution);
    }

    /// <summary>Refuses a target beside a model, where that would mean nothing.</summary>
    /// <param name="parsed">The command line, which names a model.</param>
    /// <param name="target">The options of a target, which the model takes the place of.</param>
    /// <param name="hasTable">Whether there is a table of noise that options may be about.</param>
    public void RefuseTarget(ParseResult parsed, TargetOptions target, bool hasTable = false) => parsed.Refuse(
        target.Options.Except(hasTable ? target.TableOptions : []),
        name => $"'{name}' is about a target, and '{Command.Name}' takes the place of one here; leave one of them out.");

    public override IEnumerable<Option> Deciding => [Command, Batch];

    public Option<string> Command { get; }

    public Option<int?> Batch { get; }

    public Option<double> LongestWait { get; }

    /// <summary>The model, or null where none is asked for. Its words are passed on to standard error.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Whose standard error that is.</param>
    /// <exception cref="FlowDemoException">Its command is no command, or it is asked about without one.</exception>
    public ModelSettings? Read(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(Command) is not string command)
        {
            parsed.Refuse([Batch, LongestWait], name => $"'{name}' is about a model; name its command with '{Command.Name}'.");
            return null;
        }

        ModelSettings settings = new(command)
        {
            Batch = parsed.GetValue(Batch),
            Timeout = parsed.GetValue(LongestWait),
            ErrorLine = terminal.Say,
        };
        _ = settings.Words();
        return settings;
    }
}
