using System.CommandLine;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>Draws a target in the terminal.</summary>
internal sealed class ShowCommand : FlowCommand
{
    private readonly ProblemOptions problem;
    private readonly ShowOptions show;
    private readonly Argument<string?> target = new("TARGET")
    {
        Description = "a built-in id, a mixture (.json) or points (.csv); what --target says when left out",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ShowCommand()
        : this(new ProblemOptions(), new ShowOptions())
    {
    }

    private ShowCommand(ProblemOptions problem, ShowOptions show)
        : base("show", "a target's density and a few trajectories, drawn in the terminal", show, problem)
    {
        (this.problem, this.show) = (problem, show);
        target.CompletionSources.Add([.. TargetCatalog.All.Entries.Select(static e => e.Id)]);
        Add(target);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo show moons", "two moons, and how the exact flow takes eight points of noise to them"),
        ("flowdemo show penguins --bandwidth 0.2 -n 0", "the density alone, of points smoothed by 0.2 standard units"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        int count = show.ReadSamples(parsed);
        int seed = show.ReadSeed(parsed);
        string path = problem.ReadPath(parsed);
        Execution execution = problem.ReadExecution(parsed, terminal);
        SamplingProblem sampling = SamplingProblem.Of(ReadTarget(parsed), path);
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

    private Target ReadTarget(ParseResult parsed)
    {
        if (parsed.GetValue(target) is not string name)
        {
            return problem.ReadTarget(parsed);
        }

        return parsed.IsGiven(problem.Target)
            ? throw new FlowDemoException($"'{name}' and '{problem.Target.Name}' both name the target; give one of them.")
            : problem.ReadTarget(parsed, name);
    }
}
