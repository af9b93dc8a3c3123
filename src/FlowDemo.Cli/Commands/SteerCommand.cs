using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison.Steering;
using FlowDemo.Reporting;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>Steers samples towards a reward, and says what that does to their law.</summary>
internal sealed class SteerCommand : FlowCommand
{
    public const string Id = "steer";

    private const string Csv = "csv";
    private const string Json = "json";

    private readonly SteeringOptions steering;
    private readonly TargetOptions target;
    private readonly RunOptions run;
    private readonly OutputOptions output;

    public SteerCommand()
        : this(new SteeringOptions(), new TargetOptions(), new RunOptions(), new OutputOptions("markdown", Csv, Json))
    {
    }

    private SteerCommand(SteeringOptions steering, TargetOptions target, RunOptions run, OutputOptions output)
        : base(Id, "searches and gradients towards a reward: what they win, and what law they sample", steering, target, run, output) =>
        (this.steering, this.target, this.run, this.output) = (steering, target, run, output);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo steer --reward quadratic:4,0,1,1 --nfe 50", "towards one mode of the ring"),
        (
            "flowdemo steer -t moons --reward measured:1,0,-1,0.3 -m exact,flowchef,flowchef-full,smc --nfe 10,100",
            "the posterior of a measurement of one coordinate"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        SteeringPlan plan = new()
        {
            Reward = parsed.GetRequiredValue(steering.Reward),
            Temperature = parsed.GetValue(steering.Temperature),
            Methods = parsed.GetValue(steering.Methods),
            Budgets = parsed.GetValue(steering.Budgets),
            Steps = parsed.GetValue(steering.Steps),
            Samples = parsed.GetValue(steering.Samples),
            Seed = parsed.GetValue(steering.Seed),
            Path = parsed.GetRequiredValue(run.Path),
        };
        parsed.Refuse([target.Guidance], name =>
            $"'{name}' is a steering of its own, which this command holds nothing against; leave it out, or use 'flowdemo compare'.");
        string format = output.ReadFormat(parsed);
        Execution execution = run.ReadExecution(parsed, terminal);
        Target data = target.Read(parsed, terminal);
        OutputFile file = output.ReadFile(parsed, terminal);
        OutputPlaces.Check([file], data.File is SourceFile source ? [source.Path] : []);
        SteeringReport report = ProgressDisplay.While(terminal, progress => SteeringRunner.Run(plan, data, execution, progress));
        file.Write(writer =>
        {
            if (format == Csv)
            {
                SteeringWriter.WriteCsv(report, writer);
            }
            else if (format == Json)
            {
                SteeringWriter.WriteJson(report, writer);
            }
            else
            {
                SteeringWriter.WriteMarkdown(report, writer);
            }
        });
        return ExitCode.Done;
    }
}
