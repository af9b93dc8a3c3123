using System.CommandLine;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>Draws a target in the terminal.</summary>
internal sealed class ShowCommand : FlowCommand
{
    public const string Id = "show";

    private readonly ShowOptions show;
    private readonly TargetOptions target;
    private readonly RunOptions run;
    private readonly Argument<string?> name = new("TARGET")
    {
        Description = "a built-in id, a mixture (.json) or points (.csv); what --target says when left out",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ShowCommand()
        : this(new ShowOptions(), new TargetOptions(), new RunOptions())
    {
    }

    private ShowCommand(ShowOptions show, TargetOptions target, RunOptions run)
        : base(Id, "a target's density and a few trajectories, drawn in the terminal", show, target, run)
    {
        (this.show, this.target, this.run) = (show, target, run);
        name.CompletionSources.Add([.. TargetCatalog.All.Names]);
        Add(name);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo show moons", "two moons, and how the exact flow takes eight points of noise to them"),
        ("flowdemo show penguins --bandwidth 0.2 -n 0", "the density alone, of points smoothed by 0.2 standard units"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        int count = parsed.GetValue(show.Samples);
        int seed = parsed.GetValue(show.Seed);
        string path = parsed.GetRequiredValue(run.Path);
        Execution execution = run.ReadExecution(parsed, terminal);
        TargetFlow sampling = TargetFlow.Of(ReadTarget(parsed, terminal), path);
        PlaneStyle style = terminal.OutputHasColor ? PlaneStyle.Color : terminal.IsDumb ? PlaneStyle.Ascii : PlaneStyle.Blocks;
        string picture = ProgressDisplay.While(terminal, progress =>
        {
            progress.Report(new WorkProgress("following the flow", 0));
            PlaneScene scene = PlaneScene.Of(sampling.Target, sampling.Flow, path, count, seed, execution);
            return new PlaneView(scene, style, execution).Draw(terminal.Width, terminal.Height);
        });
        terminal.Output.Write(picture);
        return ExitCode.Done;
    }

    private Target ReadTarget(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(name) is not string wanted)
        {
            return target.Read(parsed, terminal);
        }

        parsed.Refuse([target.Target], option => $"'{wanted}' and '{option}' both name the target; give one of them.");
        return target.Read(parsed, wanted, terminal);
    }
}
