using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Randomness;
using FlowDemo.Reporting;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Commands;

/// <summary>The main job: the error table.</summary>
internal sealed class CompareCommand : FlowCommand
{
    private const string TableFormat = "table";

    private readonly ProblemOptions problem;
    private readonly NoiseOptions noise;
    private readonly MethodOptions methods;
    private readonly OutputOptions output;

    public CompareCommand()
        : this(new ProblemOptions(), new NoiseOptions(), new MethodOptions(), new OutputOptions([TableFormat, .. ReportWriterCatalog.All.Entries.Select(static e => e.Id)]))
    {
    }

    private CompareCommand(ProblemOptions problem, NoiseOptions noise, MethodOptions methods, OutputOptions output)
        : base("compare", "solvers x schedules at equal NFE: the error table", problem, noise, methods, output) =>
        (this.problem, this.noise, this.methods, this.output) = (problem, noise, methods, output);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo compare --target moons --nfe 2-16:2", "the default solvers and schedules on two moons, at even budgets"),
        ("flowdemo compare -t penguins -s euler,heun -g '*' --nfe 8 -f csv -o penguins.csv", "two solvers on every schedule, for a spreadsheet"),
    ];

    public override int Run(ParseResult parsed, Terminal terminal)
    {
        string format = output.ReadFormat(parsed);
        ComparisonPlan plan = ReadPlan(parsed);
        plan.Check();
        PlanCheck.Check(plan);
        Execution execution = problem.ReadExecution(parsed, terminal);
        NoiseSet? startPoints = noise.ReadStartPoints(parsed);
        Target target = problem.ReadTarget(parsed);
        OutputFile file = output.ReadFile(parsed, terminal);

        ComparisonReport report = ProgressDisplay.While(terminal, progress => ComparisonRunner.Run(plan, target, startPoints, execution, progress));
        file.Write(writer =>
        {
            if (format == TableFormat)
            {
                new ComparisonView(report, file.Width, file.HasColor).Write(writer);
            }
            else
            {
                ReportWriterCatalog.All.Create(format).Write(report, writer);
            }
        });

        return report.Rows.Any(static r => r.BrokeDown) ? ExitCode.BrokeDown : ExitCode.Done;
    }

    private ComparisonPlan ReadPlan(ParseResult parsed)
    {
        (string solver, string schedule) = methods.ReadBaseline(parsed);
        return new ComparisonPlan
        {
            Target = parsed.Text(problem.Target),
            Path = problem.ReadPath(parsed),
            Solvers = SolverCatalog.All.Select(parsed.Text(methods.Solver)),
            Schedules = ScheduleCatalog.All.Select(parsed.Text(methods.Schedule)),
            Budgets = methods.ReadBudgets(parsed),
            Metrics = MetricCatalog.All.Select(parsed.Text(methods.Metric)),
            BaselineSolver = solver,
            BaselineSchedule = schedule,
            Samples = noise.ReadSamples(parsed),
            Seed = noise.ReadSeed(parsed),
            Noise = parsed.TextOrNull(noise.StartPoints) ?? noise.ReadNoise(parsed),
            ReferenceSteps = problem.ReadReferenceSteps(parsed),
        };
    }
}
