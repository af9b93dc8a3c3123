using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Cli.Studies;
using FlowDemo.Comparison.Studies;
using FlowDemo.Plots;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Commands;

/// <summary>Makes tables, pictures and pages of what was computed before.</summary>
internal sealed class RenderCommand : FlowCommand
{
    public const string Id = "render";

    private readonly ReportOutputOptions output;
    private readonly PictureOptions pictures;
    private readonly RenderOptions render;
    private readonly Argument<string[]> sources = new("REPORT|DIR")
    {
        Description = "a report of 'compare --format json', or folders of 'flowdemo study' that hold parts of one study",
        Arity = ArgumentArity.OneOrMore,
    };

    public RenderCommand()
        : this(new ReportOutputOptions(hasEnds: false), new PictureOptions(), new RenderOptions())
    {
    }

    private RenderCommand(ReportOutputOptions output, PictureOptions pictures, RenderOptions render)
        : base(Id, "tables, pictures and pages of a saved report or of the folders of a study", output, pictures, render)
    {
        (this.output, this.pictures, this.render) = (output, pictures, render);
        Add(sources);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        (
            "flowdemo render report.json -o table.tex -o figures.csv --plot work.svg",
            "two tables and a picture of a report, without computing it again"),
        ("flowdemo render results -f csv -o study.csv", "the report of a study, as one comparison of all of it gives it"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        ImmutableArray<ReportOutput> outputs = output.Read(parsed, terminal);
        string[] paths = parsed.GetRequiredValue(sources);
        StudyReport study = Read(paths, parsed.GetValue(render.Partial), terminal);
        RowOrder? order = parsed.GetValue(pictures.Sort);
        order?.CheckAgainst(
            study.Reports[0].MetricUnits.Select(static m => m.Id),
            study.Reports.SelectMany(static r => r.Rows).Select(static r => r.Budget).Distinct(),
            study.Reports.Length);
        OutputFile[] tables = [.. outputs.Select(static o => o.File)];
        ImmutableArray<PictureOrder> orders = pictures.Read(parsed, tables, study.Reports.Length, hasExactFlow: false, terminal);
        OutputFile[] files = [.. tables, .. orders.Select(static o => o.File)];
        OutputPlaces.Check(files, paths.Where(File.Exists));
        if (files.FirstOrDefault(f => paths.Any(f.IsWithin)) is OutputFile lost)
        {
            throw new FlowDemoException(
                $"{lost.Name} is within a folder of results, where it could take the place of one; write elsewhere.");
        }

        StudyReport chosen = render.Choose(parsed, study);
        StudyReport shown = order?.Apply(chosen) ?? chosen;
        PlotScene scene = new(shown, [], Execution.Default with { Cancellation = terminal.Cancellation });
        Result[] drawn = [.. orders.Select(o => o.Draw(scene))];
        ReportText text = new(study, shown, pictures.ReadExtent(parsed), parsed.GetValue(pictures.Each));
        Result.WriteAll([.. outputs.Select(text.To), .. drawn], terminal);
        return ExitCode.Done;
    }

    private StudyReport Read(string[] paths, bool isPartial, Terminal terminal)
    {
        if (paths.All(Directory.Exists))
        {
            return StudyMerge.Read([.. paths.Select(p => new StudyFolder(p, terminal))], isPartial, render.Partial.Name, terminal);
        }

        if (paths.Length > 1)
        {
            throw new FlowDemoException(
                $"One report is rendered at a time, or folders that hold parts of one study; leave '{paths[^1]}' out.");
        }

        using JsonDocument document = PlanFile.Load(paths[0]);
        return ReportReader.Read(document.RootElement, paths[0]);
    }
}
