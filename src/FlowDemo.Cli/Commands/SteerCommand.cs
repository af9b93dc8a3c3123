using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison.Steering;
using FlowDemo.Reporting;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>Steers samples towards a reward, and says what that does to their law.</summary>
internal sealed class SteerCommand : FlowCommand
{
    public const string Id = "steer";

    /// <summary>The field by which a plan is known as one of this command.</summary>
    public const string PlanField = "reward";

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

    /// <summary>Makes a report again.</summary>
    /// <param name="plan">The plan of its manifest.</param>
    /// <param name="path">The file it is from, for a complaint.</param>
    /// <param name="inputs">What it may be made from.</param>
    /// <param name="terminal">Where to show progress.</param>
    /// <exception cref="FlowDemoException">The plan cannot be used, or a file has changed.</exception>
    public SteeringReport Again(
        ImmutableArray<(string Name, string Value)> plan, string path, ReplayInputs inputs, Terminal terminal)
    {
        ParseResult parsed = PlanFile.Parse(this, plan, path, [.. steering.Options, .. target.Options, run.Path]);
        (SteeringPlan asked, Target data) = Read(parsed, terminal);
        inputs.CheckUnchanged(data.File is SourceFile source ? [source] : []);
        return Run(parsed, asked, data, run.ReadExecution(parsed, terminal), terminal);
    }

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string format = output.ReadFormat(parsed);
        Execution execution = run.ReadExecution(parsed, terminal);
        (SteeringPlan plan, Target data) = Read(parsed, terminal);
        OutputFile file = output.ReadFile(parsed, terminal);
        OutputPlaces.Check([file], data.File is SourceFile source ? [source.Path] : []);
        SteeringReport report = Run(parsed, plan, data, execution, terminal);
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

    private (SteeringPlan Plan, Target Target) Read(ParseResult parsed, Terminal terminal)
    {
        parsed.Refuse([target.Guidance], name =>
            $"'{name}' is a steering of its own, which this command holds nothing against; leave it out, or use 'flowdemo compare'.");
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
        return (plan, target.Read(parsed, terminal));
    }

    private SteeringReport Run(ParseResult parsed, SteeringPlan plan, Target data, Execution execution, Terminal terminal) =>
        ProgressDisplay.While(terminal, progress => SteeringRunner.Run(plan, data, execution, progress)) with
        {
            Manifest = Manifests.Of(
                parsed.Listed(target.Deciding.Append(run.Path).Concat(steering.Options)), data.File is SourceFile source ? [source] : []),
        };
}
