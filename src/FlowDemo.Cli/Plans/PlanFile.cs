using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using FlowDemo.Cli.Options;
using FlowDemo.Interchange;
using FlowDemo.Reporting;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Plans;

/// <summary>Plans that stand in files: alone, or in the manifest of a report.</summary>
internal static class PlanFile
{
    private const string ManifestField = "manifest";
    private const string PlanField = "plan";

    /// <summary>Reads a JSON file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FlowDemoException">It cannot be read, or it is no JSON.</exception>
    public static JsonDocument Load(string path)
    {
        ReadOnlyMemory<byte> json = JsonBytes.WithoutMark(InputFile.ReadBytes(path));
        return JsonBytes.FaultIn(json.Span) is JsonFault fault
            ? throw new FlowDemoException(fault.IsSyntax ? $"'{path}' is no JSON: {fault}." : $"'{path}' cannot be used: {fault}.")
            : JsonDocument.Parse(json);
    }

    /// <summary>The manifest of a report, or null when it has none.</summary>
    /// <param name="report">The report.</param>
    public static JsonElement? ManifestOf(JsonElement report) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty(ManifestField, out JsonElement manifest)
            && manifest.ValueKind == JsonValueKind.Object && manifest.TryGetProperty(PlanField, out _)
            ? manifest
            : null;

    /// <summary>The plan that a manifest holds.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="path">The file it is from, for a complaint.</param>
    public static ImmutableArray<(string Name, string Value)> PlanOf(JsonElement manifest, string path) =>
        PlanJson.Read(manifest.GetProperty(PlanField), $"'{path}'");

    /// <summary>Reads a plan from a plan file or from a report.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FlowDemoException">It cannot be used.</exception>
    public static ImmutableArray<(string Name, string Value)> Read(string path)
    {
        using JsonDocument document = Load(path);
        return ManifestOf(document.RootElement) is JsonElement manifest
            ? PlanOf(manifest, path)
            : PlanJson.Read(document.RootElement, $"'{path}'");
    }

    /// <summary>Parses a plan as if its options stood on the command line, before those that do.</summary>
    /// <param name="command">The command that the plan is for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="path">The file it is from, for a complaint.</param>
    /// <param name="allowed">The options that a plan may hold.</param>
    /// <param name="given">A command line whose options go before those of the plan; null for none.</param>
    /// <exception cref="FlowDemoException">The plan holds something that is no such option.</exception>
    public static ParseResult Parse(
        Command command,
        ImmutableArray<(string Name, string Value)> plan, string path,
        IReadOnlyList<Option> allowed, ParseResult? given = null)
    {
        List<string> line = [];
        foreach ((string name, string value) in plan)
        {
            Option option = allowed.FirstOrDefault(o => o.Name == "--" + name) ?? throw Unknown(name, path, allowed);
            if (given?.IsGiven(option) is not true)
            {
                line.Add(option is Option<bool> ? option.Name : $"{option.Name}={value}");
            }
        }

        // What was written besides comes behind, symbol by symbol, because response files in it have been read already.
        foreach (OptionResult result in given?.CommandResult.Children.OfType<OptionResult>().Where(static r => !r.Implicit) ?? [])
        {
            line.AddRange(result.Tokens.Count == 0 ? [result.Option.Name] : result.Tokens.Select(t => $"{result.Option.Name}={t.Value}"));
        }

        ParseResult parsed = command.Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return UsageError.In(parsed) is FlowDemoException fault
            ? throw new FlowDemoException($"The plan in '{path}' cannot be used: {fault.Message}", fault)
            : parsed;
    }

    private static FlowDemoException Unknown(string name, string path, IReadOnlyList<Option> allowed)
    {
        string[] names = [.. allowed.Select(static o => o.Name[2..])];
        string guess = NameList.Nearest(name, names) is string nearest ? $" Did you mean '{nearest}'?" : string.Empty;
        return new FlowDemoException(
            $"The plan in '{path}' has a field '{name}', which is no option of compare.{guess} The fields are {string.Join(", ", names)}.");
    }
}
