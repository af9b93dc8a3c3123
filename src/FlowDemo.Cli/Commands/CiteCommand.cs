using System.CommandLine;
using System.Text.Json;
using FlowDemo.Cli.Help;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison.Studies;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Commands;

/// <summary>Prints what to cite.</summary>
internal sealed class CiteCommand : FlowCommand
{
    public const string Id = "cite";

    private const string Bibtex = "bibtex";
    private const string Cff = "cff";
    private const string Title = "FlowDemo: few-step samplers of flow matching against the exact flow";
    private const string Authors = "FlowDemo contributors";
    private const string Year = "2026";

    private readonly OutputOptions output;
    private readonly Argument<string[]> sources = new("REPORT|ID")
    {
        Description = "reports of 'compare --format json', whose methods are cited, or ids of methods; FlowDemo alone when left out",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public CiteCommand()
        : this(new OutputOptions(Bibtex, Cff))
    {
    }

    private CiteCommand(OutputOptions output)
        : base(Id, "BibTeX of this program and of the methods of a report", output)
    {
        this.output = output;
        sources.CompletionSources.Add([.. MethodLibrary.Catalogs.SelectMany(static c => c.Pages).Select(static p => p.Id).Distinct()]);
        Add(sources);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo cite boss heun", "this program, and the papers of two methods"),
        ("flowdemo cite --format cff", "this program, as a file CITATION.cff has it"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string format = output.ReadFormat(parsed);
        string[] named = parsed.GetValue(sources) ?? [];
        if (format == Cff && named.Length > 0)
        {
            throw new FlowDemoException($"'{output.Format.Name} {Cff}' is about this program alone; leave '{named[0]}' out.");
        }

        (string Id, string Source)[] works = [.. named.SelectMany(SourcesOf).Distinct()];
        Files.OutputFile file = output.ReadFile(parsed, terminal);
        file.Write(writer =>
        {
            writer.Write(format == Cff ? OwnCff() : OwnBibtex());
            if (format == Bibtex)
            {
                WriteWorks(works, writer);
            }
        });
        return ExitCode.Done;
    }

    private static string OwnBibtex() =>
        $"@software{{flowdemo,\n  author = {{{{{Authors}}}}},\n  title = {{{{{Title}}}}},\n  version = {{{ShowVersion.Current}}},\n"
            + $"  year = {{{Year}}},\n}}\n";

    private static string OwnCff() =>
        $"cff-version: 1.2.0\nmessage: If you use this software, please cite it as below.\ntype: software\ntitle: \"{Title}\"\n"
            + $"authors:\n  - name: {Authors}\nversion: {ShowVersion.Current}\nlicense: MIT\n";

    /// <summary>Each work once, and behind a percent sign what has no entry.</summary>
    private static void WriteWorks((string Id, string Source)[] works, TextWriter writer)
    {
        HashSet<string> written = [];
        foreach ((string id, string source) in works)
        {
            BibtexEntry[] entries = [.. BibtexEntry.AllOf(source)];
            if (entries.Length == 0)
            {
                writer.Write($"\n% {id}: {(source.Length > 0 ? source : "no source but this program")}\n");
            }

            foreach (BibtexEntry entry in entries.Where(e => written.Add(e.Key)))
            {
                writer.Write($"\n{entry}");
            }
        }
    }

    private IEnumerable<(string Id, string Source)> SourcesOf(string name)
    {
        if (File.Exists(name))
        {
            using JsonDocument document = PlanFile.Load(name);
            return OfReport(ReportReader.Read(document.RootElement, name)).SelectMany(PagesOf).ToArray();
        }

        (string, string)[] found = [.. PagesOf(name)];
        return found.Length > 0
            ? found
            : throw new FlowDemoException(
                $"There is no file '{name}', and no method of that name; 'flowdemo list' has the ids.");
    }

    /// <summary>What a report was made with: target, path, solvers, schedules, training methods and metrics.</summary>
    private static IEnumerable<string> OfReport(StudyReport study) => study.Reports.SelectMany(static r => (IEnumerable<string>)
    [
        r.Plan.Target,
        r.Plan.Path,
        .. r.Rows.Select(static row => row.Solver),
        .. r.Rows.Select(static row => row.Schedule),
        .. r.Fields.Select(static f => f.TrainedBy).OfType<string>(),
        .. r.MetricUnits.Select(static m => m.Id),
    ]).Distinct();

    /// <summary>The sources of what a name stands for; an own file is none.</summary>
    private static IEnumerable<(string Id, string Source)> PagesOf(string name)
    {
        string id = name.Split(':', 2)[0].Split('+', 2)[0];
        return MethodLibrary.Catalogs
            .SelectMany(static c => c.Pages)
            .Where(p => p.Id == id || p.IsCalled(id))
            .Select(static p => (p.Id, p.Source));
    }
}
