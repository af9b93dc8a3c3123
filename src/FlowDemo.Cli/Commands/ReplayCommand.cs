using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Plans;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Steering;
using FlowDemo.Comparison.Studies;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Commands;

/// <summary>Makes a report again and compares every number.</summary>
internal sealed class ReplayCommand : FlowCommand
{
    public const string Id = "replay";

    private readonly Argument<string> report = new("REPORT") { Description = "a report of 'compare' or 'steer --format json'" };

    private const string ModelField = "model";

    private readonly ReplayOptions options;

    public ReplayCommand()
        : this(new ReplayOptions())
    {
    }

    private ReplayCommand(ReplayOptions options)
        : base(Id, "make a JSON report again; exit with 1 and the first difference when a number differs", options)
    {
        this.options = options;
        Add(report);
    }

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
            ?? throw new FlowDemoException(
                $"'{path}' has no manifest, so nobody knows how it was made; give a report of 'compare --format json'.");
        ReplayInputs inputs = ReplayInputs.Of(manifest, path);
        ImmutableArray<(string Name, string Value)> plan = PlanFile.PlanOf(manifest, path);
        inputs.Announce(plan, terminal);
        if (plan.Any(static p => p.Name == SteerCommand.PlanField))
        {
            parsed.Refuse([options.Command], name => $"The report is of 'steer', which takes no model; leave '{name}' out.");
            SteeringReport steered = new SteerCommand().Again(plan, path, inputs, terminal);
            return Compare(before, writer => SteeringWriter.WriteJson(steered, writer), manifest, steered.Manifest!, terminal);
        }

        bool consented = parsed.GetValue(options.Command) is not null;
        StudyRequest request = new CompareCommand().Read(WithModel(plan, parsed), path, given: null, terminal, consented);
        if (consented)
        {
            request = OnModel(request, manifest, parsed);
        }

        inputs.CheckUnchanged(request.Inputs);
        StudyReport again = request.Run(terminal);
        return Compare(before, writer => new JsonReportWriter().Write(again, writer), manifest, again.Manifest!, terminal);
    }

    private static int Compare(
        JsonDocument before, Action<TextWriter> write, JsonElement manifest, ReportManifest surroundings, Terminal terminal)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        write(text);
        using JsonDocument now = JsonDocument.Parse(text.ToString());
        JsonDifference difference = JsonDifference.Between(before.RootElement, now.RootElement, ignored: "manifest");
        if (difference.First is not string first)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the same: {difference.Numbers} numbers compared"));
            return ExitCode.Done;
        }

        terminal.Output.WriteLine(Printable.Of($"differs: {first}"));
        ExplainSurroundings(manifest, surroundings, terminal);
        return ExitCode.CheckFailed;
    }

    /// <summary>The comparison, on a model that must be the one of the report.</summary>
    private StudyRequest OnModel(StudyRequest request, JsonElement manifest, ParseResult parsed)
    {
        string? fingerprint = manifest.TryGetProperty("modelFingerprint", out JsonElement recorded) ? recorded.ToString() : null;
        return request with
        {
            Problems = [.. request.Problems.Select(p => p with
            {
                Model = p.Model! with { Timeout = parsed.GetValue(options.LongestWait) },
                Fingerprint = fingerprint,
            })],
        };
    }

    /// <summary>The plan, its model served by the command that the user gives.</summary>
    private ImmutableArray<(string Name, string Value)> WithModel(
        ImmutableArray<(string Name, string Value)> plan, ParseResult parsed)
    {
        if (parsed.GetValue(options.Command) is not string command)
        {
            return plan;
        }

        return plan.Any(static p => p.Name == ModelField)
            ? [.. plan.Select(p => p.Name == ModelField ? (p.Name, command) : p)]
            : throw new FlowDemoException($"The report was made without a model; leave '{options.Command.Name}' out.");
    }

    private static void ExplainSurroundings(JsonElement before, ReportManifest now, Terminal terminal)
    {
        foreach ((string field, string value) in ((string, string)[])
            [("version", now.Version), ("commit", now.Commit), ("runtime", now.Runtime), (
                "vectorBits", now.VectorBits.ToString(CultureInfo.InvariantCulture))])
        {
            if (before.TryGetProperty(field, out JsonElement old) && old.ToString() != value)
            {
                terminal.Say($"flowdemo: {field} was {old} and is {value} now.");
            }
        }
    }
}
