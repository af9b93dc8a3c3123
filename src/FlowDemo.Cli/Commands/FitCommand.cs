using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Help;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Fields;
using FlowDemo.Fitting;
using FlowDemo.Fitting.Files;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>Fits samplers to a target and writes them to a file that <c>--solver fitted:FILE</c> runs.</summary>
internal sealed class FitCommand : FlowCommand
{
    public const string Id = "fit";

    private readonly FitOptions fit;
    private readonly TargetOptions target;
    private readonly RunOptions run;
    private readonly OutputOptions output;

    public FitCommand()
        : this(new FitOptions(), new TargetOptions(takesSeveral: true), new RunOptions(), new OutputOptions("json"))
    {
    }

    private FitCommand(FitOptions fit, TargetOptions target, RunOptions run, OutputOptions output)
        : base(Id, "samplers with times and weights fitted to a target, or to several at once", fit, target, run, output) =>
        (this.fit, this.target, this.run, this.output) = (fit, target, run, output);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo fit --target ring --nfe 2-8 -o solver.json", "a sampler for each budget from 2 to 8"),
        ("flowdemo compare --target ring --solver euler,fitted:solver.json --nfe 2-8", "what they are worth"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        ImmutableArray<int> budgets = parsed.GetValue(fit.Budgets);
        FitSettings settings = fit.ReadSettings(parsed);
        PlanCheck.CheckFit(settings.Pairs ?? FitSettings.UsualPairs, budgets[^1]);
        string path = parsed.GetRequiredValue(run.Path);
        Execution execution = run.ReadExecution(parsed, terminal);
        ImmutableArray<Target> named = [.. target.ReadAll(parsed, terminal, hasTable: false)];
        (ImmutableArray<Target> targets, string label) = fit.ReadTargets(parsed, named);
        IPath along = PathCatalog.All.Create(path);
        named.ToList().ForEach(t => ExactFlow.RequireNormalStart(t, along, "A fit for other targets"));
        _ = output.ReadFormat(parsed);
        OutputFile file = output.ReadFile(parsed, terminal);
        OutputPlaces.Check([file], [.. named.Select(static t => t.File?.Path).OfType<string>()]);

        (FittedSamplerSet set, ImmutableArray<SamplerReach> reach) = ProgressDisplay.While(terminal, progress =>
        {
            SamplerFitter fitter = new(
                [.. targets.Select(t => new FitProblem(ExactFlow.Of(t, along), t.Mixture))], settings, execution, budgets[^1], progress);
            ImmutableArray<FittedSampler> samplers = [.. budgets.Select(b => fitter.Fit(b))];
            return (fitter.Set(ShowVersion.Current, label, path, samplers), samplers.Select(fitter.ReachOf).ToImmutableArray());
        });
        file.Write(writer => writer.Write(Encoding.UTF8.GetString(FittedSamplerFile.Write(set))));
        foreach ((int i, FittedSampler sampler) in set.Samplers.Index())
        {
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"NFE {sampler.Evaluations}: rmse {sampler.CalibrationError:G3} on {set.Pairs} calibration pairs, "
                    + $"{sampler.ValidationError:G3} on validation pairs; reads velocities up to {reach[i].Query:G3} standard deviations "
                    + $"from the mean, weights of {reach[i].Weights:G3} in sum"));
        }

        return ExitCode.Done;
    }
}
