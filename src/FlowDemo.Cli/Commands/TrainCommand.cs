using System.CommandLine;
using System.Globalization;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Learning;
using FlowDemo.Learning.Files;
using FlowDemo.Learning.Models;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>Trains a field that needs fewer steps.</summary>
internal sealed class TrainCommand : FlowCommand
{
    public const string Id = "train";

    private readonly LearningOptions learning;
    private readonly RegressorOptions regressor;
    private readonly TargetOptions target;
    private readonly RunOptions run;
    private readonly OutputOptions output;
    private readonly Argument<string> method = new("METHOD")
    {
        Description = "a training method of 'flowdemo list methods', with its "
        + "parameters if it has any"
    };

    public TrainCommand()
        : this(new LearningOptions(), new RegressorOptions(), new TargetOptions(), new RunOptions(), new OutputOptions("json"))
    {
    }

    private TrainCommand(
        LearningOptions learning, RegressorOptions regressor, TargetOptions target, RunOptions run, OutputOptions output)
        : base(Id, "a velocity field that needs fewer steps, for compare --field", learning, regressor, target, run, output)
    {
        (this.learning, this.regressor, this.target, this.run, this.output) = (learning, regressor, target, run, output);
        method.CompletionSources.Add([.. TrainingCatalog.All.Names]);
        Add(method);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        (
            "flowdemo train boss -o boss.json",
            "straighten the ring's flow at BOSS knots for 1, 2 and 4 steps; then compare --field exact,straightened:boss.json"),
        (
            "flowdemo compare --recipe boss",
            "the whole of BOSS in one command: its knots, then a field straightened at them, before and after"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        Named<ITrainingMethod> training = TrainingCatalog.All.Resolve(parsed.GetRequiredValue(method));
        TrainingOptions options = learning.Read(parsed, regressor.Read(parsed, training));
        PlanCheck.CheckTraining(options);
        Execution execution = run.ReadExecution(parsed, terminal);
        Target data = target.Read(parsed, terminal);
        _ = output.ReadFormat(parsed);
        OutputFile file = output.ReadFile(parsed, terminal);
        OutputPlaces.Check([file], training.Files.Concat(data.File is SourceFile source ? [source] : []).Select(static f => f.Path));
        try
        {
            TrainingRun trained = TrainingRun.Of(training, data, parsed.GetRequiredValue(run.Path), options, execution, terminal);
            file.Write(writer => ModelFile.Write(trained.Model, writer));
            WriteRecord(trained.Model, trained.Seconds, terminal);
            return ExitCode.Done;
        }
        catch (ArithmeticException failure)
        {
            terminal.Say($"flowdemo: {failure.Message} Nothing was written; try more pairs, a larger --penalty or fewer features.");
            return ExitCode.BrokeDown;
        }
    }

    private static void WriteRecord(VelocityModel model, double seconds, Terminal terminal)
    {
        foreach (Finding finding in model.Record.Findings)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{finding.Name}: {finding.Value:G6}"));
        }

        foreach (string warning in model.Record.Warnings)
        {
            terminal.Say($"warning: {warning}.");
        }

        foreach (ModelMember member in model.Members)
        {
            string grid = member.Grid is TimeGrid knots ? $"knots {knots}" : "all times";
            string condition = member.Condition is null ? string.Empty : $"{member.Condition}, ";
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{condition}{grid}: {member.Field.ParameterCount} parameters"));
        }

        terminal.Say(string.Create(
            CultureInfo.InvariantCulture, $"trained by {model.Record.Method} on {model.Record.Options.Pairs} pairs, "
                + $"{model.Record.Evaluations} training NFE, {seconds:F1} s"));
    }
}
