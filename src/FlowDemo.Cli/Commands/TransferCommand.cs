using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison.Transfer;
using FlowDemo.Reporting;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>Fits on one target and tests on the others.</summary>
internal sealed class TransferCommand : FlowCommand
{
    public const string Id = "transfer";

    private const string Csv = "csv";
    private const string Json = "json";

    private readonly TransferOptions transfer;
    private readonly RunOptions run;
    private readonly OutputOptions output;

    public TransferCommand()
        : this(new TransferOptions(), new RunOptions(), new OutputOptions("markdown", Csv, Json))
    {
    }

    private TransferCommand(TransferOptions transfer, RunOptions run, OutputOptions output)
        : base(Id, "what a grid or a fitted sampler of one target is worth on others", transfer, run, output) =>
        (this.transfer, this.run, this.output) = (transfer, run, output);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo transfer --nfe 4", "four targets, Euler on three schedules and a fitted sampler"),
        ("flowdemo transfer -t ring,moons -m fitted,fitted:scaled --nfe 3 -f csv", "two kinds of fit between two targets"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        TransferPlan plan = new()
        {
            Targets = parsed.GetValue(transfer.Targets),
            Methods = parsed.GetValue(transfer.Methods),
            Budget = parsed.GetValue(transfer.Budget),
            Samples = parsed.GetValue(transfer.Samples),
            Seed = parsed.GetValue(transfer.Seed),
            Path = parsed.GetRequiredValue(run.Path),
        };
        PlanCheck.CheckMemory(plan.Samples, 320L * plan.Targets.Length);
        string format = output.ReadFormat(parsed);
        Execution execution = run.ReadExecution(parsed, terminal);
        double? scale = transfer.ReadScale(parsed);
        ImmutableArray<Target> targets = [.. plan.Targets.Select(t => TargetLoader.Load(t, PointsOptions.Default).ScaledTo(scale))];
        foreach (Target target in targets)
        {
            TargetOptions.Report(target, terminal);
        }

        OutputFile file = output.ReadFile(parsed, terminal);
        OutputPlaces.Check([file], targets.Select(static t => t.File).OfType<SourceFile>().Select(static f => f.Path));
        TransferReport report = ProgressDisplay.While(terminal, progress => TransferRunner.Run(plan, targets, execution, progress));
        file.Write(writer =>
        {
            if (format == Csv)
            {
                TransferWriter.WriteCsv(report, writer);
            }
            else if (format == Json)
            {
                TransferWriter.WriteJson(report, writer);
            }
            else
            {
                TransferWriter.WriteMarkdown(report, writer);
            }
        });
        return ExitCode.Done;
    }
}
