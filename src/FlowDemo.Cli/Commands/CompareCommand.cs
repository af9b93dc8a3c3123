using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison;
using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Metrics;
using FlowDemo.Randomness;
using FlowDemo.Reporting;
using FlowDemo.Reporting.Plots;
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
    private readonly PictureOptions pictures;

    public CompareCommand()
        : this(new ProblemOptions(), new NoiseOptions(), new MethodOptions(), new OutputOptions([TableFormat, .. ReportWriterCatalog.All.Entries.Select(static e => e.Id)]), new PictureOptions())
    {
    }

    private CompareCommand(ProblemOptions problem, NoiseOptions noise, MethodOptions methods, OutputOptions output, PictureOptions pictures)
        : base("compare", "solvers x schedules at equal NFE: the error table", problem, noise, methods, output, pictures) =>
        (this.problem, this.noise, this.methods, this.output, this.pictures) = (problem, noise, methods, output, pictures);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo compare --target moons --nfe 2-16:2", "the default solvers and schedules on two moons, at even budgets"),
        ("flowdemo compare -t penguins -s euler,heun -g '*' --nfe 8 -f csv -o penguins.csv", "two solvers on every schedule, for a spreadsheet"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string format = output.ReadFormat(parsed);
        ComparisonPlan plan = ReadPlan(parsed);
        plan.Check();
        PlanCheck.Check(plan);
        Execution execution = problem.ReadExecution(parsed, terminal);
        NoiseSet? startPoints = noise.ReadStartPoints(parsed);
        Target target = problem.ReadTarget(parsed);
        OutputFile file = output.ReadFile(parsed, terminal);
        ImmutableArray<PictureOrder> orders = pictures.Read(parsed, file, terminal);
        if (parsed.TextOrNull(methods.Recipe) is string recipe)
        {
            try
            {
                plan = Follow(recipe, plan, target, execution, terminal);
            }
            catch (ArithmeticException failure)
            {
                terminal.Error.WriteLine($"flowdemo: {failure.Message} Nothing was written.");
                return ExitCode.BrokeDown;
            }
        }

        ComparisonReport report = ProgressDisplay.While(terminal, progress => ComparisonRunner.Run(plan, target, startPoints, execution, progress));
        PlotScene scene = new(report, target, execution);
        (OutputFile File, string Text)[] drawn = [.. orders.Select(o => (o.File, o.Draw(scene)))];
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
        foreach ((OutputFile place, string text) in drawn)
        {
            place.Write(writer => writer.Write(text));
        }

        return report.Rows.Any(static r => r.BrokeDown) ? ExitCode.BrokeDown : ExitCode.Done;
    }

    /// <summary>Trains by a method for the budgets of the plan and compares the outcome with the exact field.</summary>
    private static ComparisonPlan Follow(string recipe, ComparisonPlan plan, Target target, Execution execution, Terminal terminal)
    {
        TrainingOptions options = new() { Budgets = plan.Budgets, Seed = plan.Seed, Schedule = plan.Schedules[0] };
        options.Check();
        (VelocityModel model, double seconds) = TrainCommand.Train(recipe, target, plan.Path, options, execution, terminal);
        return plan with { Fields = [.. plan.Fields, new ComparedField("straightened", model, seconds)] };
    }

    private static bool IsGiven(ParseResult parsed, Option<string> option) => parsed.GetResult(option) is { Implicit: false };

    private ComparisonPlan ReadPlan(ParseResult parsed)
    {
        ComparisonPlan plan = ReadFullPlan(parsed);
        if (parsed.TextOrNull(methods.Recipe) is not string recipe)
        {
            return plan;
        }

        _ = TrainingCatalog.All.Create(recipe);

        // A recipe is about the field: one solver, the knots it trains at, and the few steps it is for.
        return plan with
        {
            Solvers = IsGiven(parsed, methods.Solver) ? plan.Solvers : ["euler"],
            Schedules = IsGiven(parsed, methods.Schedule) ? plan.Schedules : [recipe.Split(':', 2)[0] == "boss" ? "boss" : "uniform"],
            Budgets = IsGiven(parsed, methods.Budgets) ? plan.Budgets : [1, 2, 4],
            Metrics = IsGiven(parsed, methods.Metric) ? plan.Metrics : ["rmse", "median", "flips"],
        };
    }

    private ComparisonPlan ReadFullPlan(ParseResult parsed)
    {
        (string solver, string schedule) = methods.ReadBaseline(parsed);
        return new ComparisonPlan
        {
            Target = parsed.Text(problem.Target),
            Path = problem.ReadPath(parsed),
            Solvers = SolverCatalog.All.Select(parsed.Text(methods.Solver)),
            Schedules = ScheduleCatalog.All.Select(parsed.Text(methods.Schedule)),
            Fields = [.. ComparedField.Parse(parsed.Text(methods.Field))],
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
