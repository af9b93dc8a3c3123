using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Interchange;
using FlowDemo.Plots;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Commands;

/// <summary>The main job: the error table.</summary>
internal sealed class CompareCommand : FlowCommand
{
    public const string Id = "compare";

    private readonly ComparisonOptions comparison;
    private readonly ReportOutputOptions output;
    private readonly PictureOptions pictures;
    private readonly PlanOptions run;

    public CompareCommand()
        : this(
            new ComparisonOptions(),
            new ReportOutputOptions(hasEnds: true),
            new PictureOptions(),
            new PlanOptions())
    {
    }

    private CompareCommand(ComparisonOptions comparison, ReportOutputOptions output, PictureOptions pictures, PlanOptions run)
        : base(Id, "solvers x schedules at equal NFE: the error table", [.. comparison.Groups, output, pictures, run]) =>
        (this.comparison, this.output, this.pictures, this.run) = (comparison, output, pictures, run);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo compare --target moons --nfe 2-16:2", "the default solvers and schedules on two moons, at even budgets"),
        (
            "flowdemo compare -t penguins -s euler,heun -g '*' --nfe 8 -f csv -o penguins.csv",
            "two solvers on every schedule, for a spreadsheet"),
    ];

    /// <summary>Reads a plan as if it stood on the command line.</summary>
    /// <param name="plan">Options by name.</param>
    /// <param name="path">The file they are from.</param>
    /// <param name="given">A command line that goes before; null for none.</param>
    /// <param name="terminal">Whose wish to stop counts.</param>
    /// <param name="consented">Whether the user has written the command of the plan's model himself.</param>
    public StudyRequest Read(
        ImmutableArray<(string Name, string Value)> plan, string path, ParseResult? given, Terminal terminal, bool consented = false)
    {
        if (!consented)
        {
            comparison.CheckConsent(plan, path, given);
        }

        return comparison.Read(PlanFile.Parse(this, plan, path, [.. Groups.SelectMany(static g => g.Deciding)], given), terminal);
    }

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        // What the options ask for is refused in the order in which they stand in the help.
        OutputFile? planFile = parsed.GetValue(run.DryRun) ? output.ReadForPlan(parsed, terminal) : null;
        ImmutableArray<ReportOutput> outputs = planFile is null ? output.Read(parsed, terminal) : [];
        StudyRequest request = parsed.GetValue(run.Plan) is string path
            ? Read(PlanFile.Read(path), path, parsed, terminal)
            : comparison.Read(parsed, terminal);
        FailCondition[] conditions = [.. (parsed.GetValue(run.FailIf) ?? []).Select(FailCondition.Parse)];
        Array.ForEach(conditions, c => c.CheckAgainst(request.Plan));
        RowOrder? order = parsed.GetValue(pictures.Sort);
        order?.CheckAgainst(request.Plan.Plan.Metrics, request.Plan.Plan.Budgets, request.Problems.Length);
        ReportOutput? ends = outputs.FirstOrDefault(static o => o.Format == OutputOptions.Npy);
        OutputFile? companion = null;
        if (ends is not null)
        {
            if (request.Problems.Length > 1)
            {
                throw new FlowDemoException("An array holds the end points of one problem; name one target, scale and seed.");
            }

            if (request.Plan.Resamples > 0)
            {
                throw new FlowDemoException(
                    "An array holds the end points of rows, and what resamples tell is none; leave '--resample' out, or choose another "
                        + "format.");
            }

            // The array cannot say which row is which; a report beside it does.
            PlanCheck.CheckEnds(request.Plan);
            companion = ends.Companion(terminal);
        }

        OutputFile[] tables = [.. outputs.Select(static o => o.File), .. (OutputFile[])(companion is null ? [] : [companion])];
        ImmutableArray<PictureOrder> orders = pictures.Read(
            parsed, planFile is null ? tables : [planFile], request.Problems.Length, request.Problems[0].Model is null, terminal);
        OutputPlaces.Check(
            [.. tables, .. orders.Select(static o => o.File), .. (OutputFile[])(planFile is null ? [] : [planFile])],
            request.Inputs.Select(static f => f.Path).Concat(parsed.GetValue(run.Plan) is string plan ? [plan] : []));
        if (planFile is not null)
        {
            planFile.Write(writer => PlanJson.Write(request.Options, writer));
            terminal.Say(EffortEstimate.Of(request).ToString());
            return ExitCode.Done;
        }

        try
        {
            StudyReport study = request.Run(terminal, keepsEnds: ends is not null);
            IEnumerable<ComparisonRequest> exact = request.Problems.Where(static p => p.Model is null);
            StudyReport shown = order?.Apply(study) ?? study;
            PlotScene scene = new(shown, [.. exact.Select(static p => p.Target!)], request.Execution);
            Result[] drawn = orders.IsEmpty
                ? []
                : ProgressDisplay.While(terminal, progress => orders.Select((order, i) =>
            {
                progress.Report(new WorkProgress("drawing", (double)i / orders.Length));
                return order.Draw(scene);
            }).ToArray());
            bool hasTable = outputs.Any(static o => o.Format == ReportText.Table);
            if (hasTable && !parsed.GetValue(pictures.Each) && comparison.BesideAnswer(parsed, study).ToArray() is [_, ..] beside)
            {
                terminal.Notes.Add($"flowdemo: '{pictures.Each.Name}' adds the tables of {string.Join(", ", beside)}.");
            }

            ReportText text = new(study, shown, pictures.ReadExtent(parsed), parsed.GetValue(pictures.Each))
            {
                Kernels = hasTable && parsed.GetValue(pictures.Details) && study.Only is ComparisonReport only
                    ? request.Problems[0].OtherKernels(only, terminal)
                    : [],
            };
            List<Result> results = [.. outputs.Where(o => o != ends).Select(text.To)];
            if (ends is not null)
            {
                ComparisonReport report = study.Reports[0];
                ImmutableArray<SampleBatch> sets = [.. report.Rows.Select(static r => r.End!), report.ReferenceEnd!];
                results.Add(text.To(new ReportOutput(companion!, ReportText.Json, ends.Path)));
                results.Add(Result.OfBytes(ends.File, stream => NpyWriter.WriteSets(sets, stream)));
            }

            results.AddRange(drawn);
            Result.WriteAll(results, terminal);
            return Judge(study, conditions, terminal);
        }
        catch (ArithmeticException failure)
        {
            terminal.Say($"flowdemo: {failure.Message} Nothing was written.");
            return ExitCode.BrokeDown;
        }
    }

    private static int Judge(StudyReport study, FailCondition[] conditions, Terminal terminal)
    {
        string[] failures = [.. conditions.Select(c => c.FailureIn(study)).OfType<string>()];
        foreach (string failure in failures)
        {
            terminal.Say($"flowdemo: check failed: {failure}");
        }

        return study.Reports.SelectMany(static r => r.Rows).Any(static r => r.BrokeDown) ? ExitCode.BrokeDown
            : failures.Length > 0 ? ExitCode.CheckFailed
            : ExitCode.Done;
    }
}
