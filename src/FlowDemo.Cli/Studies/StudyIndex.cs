using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowDemo.Cli.Plans;
using FlowDemo.Comparison;

namespace FlowDemo.Cli.Studies;

/// <summary>What a folder of results is about: enough to put the report together without the inputs.</summary>
/// <param name="Format">What kind of file it is.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Commit">Commit that it was built from.</param>
/// <param name="Plan">The options of the whole.</param>
/// <param name="Inputs">The files that all problems together read, by hash.</param>
/// <param name="Metrics">The metrics, in order.</param>
/// <param name="ListsBaseline">Whether the baseline has rows.</param>
/// <param name="Problems">The problems, in order.</param>
internal sealed record StudyIndex(
    string Format,
    string Version,
    string Commit,
    ImmutableArray<StudyOption> Plan,
    ImmutableArray<StudyOption> Inputs,
    ImmutableArray<string> Metrics,
    bool ListsBaseline,
    ImmutableArray<StudyProblem> Problems)
{
    /// <summary>The kind that this program writes.</summary>
    public const string Kind = "flowdemo-study-1";

    /// <summary>The index of a study.</summary>
    /// <param name="request">The study.</param>
    /// <param name="units">Its units.</param>
    public static StudyIndex Of(StudyRequest request, ImmutableArray<StudyUnit> units)
    {
        ReportManifest manifest = Manifests.Of(request.Options, request.Inputs);
        return new StudyIndex(
            Kind,
            manifest.Version,
            manifest.Commit,
            Listed(request.Options),
            Listed(manifest.Inputs),
            [.. request.Plan.Metrics.Select(static m => m.Name)],
            request.Plan.ListsBaseline,
            [.. request.Problems.Select((p, i) => new StudyProblem(
                p.Label, Listed(p.Options), [.. units.Where(u => u.Problem == i).Select(static u => u.Id)]))]);
    }

    /// <summary>The whole file.</summary>
    public string Write() => JsonSerializer.Serialize(this, StudyIndexJson.Default.StudyIndex) + "\n";

    /// <summary>Reads the file.</summary>
    /// <param name="text">The whole of it.</param>
    /// <param name="path">What to call it in a complaint.</param>
    /// <exception cref="FlowDemoException">It is no such file.</exception>
    public static StudyIndex Read(string text, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StudyIndexJson.Default.StudyIndex) is { Format: Kind } index
                ? index
                : throw new JsonException("its format is another one");
        }
        catch (JsonException fault)
        {
            throw new FlowDemoException($"'{path}' is no index of a study: {fault.Message}", fault);
        }
    }

    private static ImmutableArray<StudyOption> Listed(IEnumerable<(string Name, string Value)> options) =>
        [.. options.Select(static o => new StudyOption(o.Name, o.Value))];
}

/// <summary>An option with its value, or a file with its hash.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record StudyOption(string Name, string Value);

/// <summary>One problem of a study.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Plan">The options that compare on it alone.</param>
/// <param name="Units">Its units, in the order in which they were cut.</param>
internal sealed record StudyProblem(string Name, ImmutableArray<StudyOption> Plan, ImmutableArray<string> Units);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StudyIndex))]
internal sealed partial class StudyIndexJson : JsonSerializerContext;
