using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FlowDemo.Cli.Plans;
using FlowDemo.Comparison;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Commands;

/// <summary>Makes a report again and compares every number.</summary>
internal sealed class ReplayCommand : FlowCommand
{
    public const string Id = "replay";

    private readonly Argument<string> report = new("REPORT") { Description = "a report of 'compare --format json'" };

    public ReplayCommand()
        : base(Id, "make a JSON report again; exit with 1 and the first difference when a number differs") => Add(report);

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo replay report.json", "the same numbers again, or where they begin to differ"),
        ("flowdemo compare --plan report.json --samples 20000", "the same comparison with more samples"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string path = parsed.GetRequiredValue(report);
        using JsonDocument before = PlanFile.Load(path);
        JsonElement manifest = PlanFile.ManifestOf(before.RootElement)
            ?? throw new FlowDemoException($"'{path}' has no manifest, so nobody knows how it was made; give a report of 'compare --format json'.");
        CheckInputs(manifest, path);
        ComparisonReport again = new CompareCommand().Read(PlanFile.PlanOf(manifest, path), path, given: null, terminal).Run(terminal);
        using JsonDocument now = JsonDocument.Parse(Json(again));

        JsonDifference difference = JsonDifference.Between(before.RootElement, now.RootElement, ignored: "manifest");
        if (difference.First is not string first)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the same: {difference.Numbers} numbers compared"));
            return ExitCode.Done;
        }

        terminal.Output.WriteLine(Printable.Of($"differs: {first}"));
        ExplainSurroundings(manifest, again.Manifest!, terminal);
        return ExitCode.CheckFailed;
    }

    private static string Json(ComparisonReport report)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        new JsonReportWriter().Write(report, text);
        return text.ToString();
    }

    /// <summary>A file that has changed makes other numbers, and that is no fault of the program.</summary>
    private static void CheckInputs(JsonElement manifest, string path)
    {
        if (!manifest.TryGetProperty("inputs", out JsonElement inputs) || inputs.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (JsonElement input in inputs.EnumerateArray())
        {
            if (input.ValueKind != JsonValueKind.Object || !input.TryGetProperty("path", out JsonElement file) || !input.TryGetProperty("sha256", out JsonElement hash))
            {
                throw new FlowDemoException($"The manifest in '{path}' names an input without path and hash; it was not written by this program.");
            }

            string name = file.ToString();
            if (!File.Exists(name))
            {
                throw new FlowDemoException($"'{name}', which the report was made from, is not there; run from the directory that it was made in.");
            }

            if (Manifests.Hash(name) != hash.ToString())
            {
                throw new FlowDemoException($"'{name}' has changed since the report was made from it.");
            }
        }
    }

    private static void ExplainSurroundings(JsonElement before, ReportManifest now, Terminal terminal)
    {
        foreach ((string field, string value) in ((string, string)[])
            [("version", now.Version), ("commit", now.Commit), ("runtime", now.Runtime), ("vectorBits", now.VectorBits.ToString(CultureInfo.InvariantCulture))])
        {
            if (before.TryGetProperty(field, out JsonElement old) && old.ToString() != value)
            {
                terminal.Say($"flowdemo: {field} was {old} and is {value} now.");
            }
        }
    }
}
