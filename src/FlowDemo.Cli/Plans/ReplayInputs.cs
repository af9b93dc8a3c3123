using System.Collections.Immutable;
using System.Text.Json;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Options;
using FlowDemo.Comparison;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Plans;

/// <summary>
/// The files that a report says it was made from. Whoever replays a report of somebody else reads these and no others, is told
/// which before it happens, and never waits for a pipe or a device.
/// </summary>
internal sealed class ReplayInputs
{
    private readonly string report;
    private readonly ImmutableArray<SourceFile> files;

    private ReplayInputs(string report, ImmutableArray<SourceFile> files) => (this.report, this.files) = (report, files);

    /// <summary>Reads which files a report names.</summary>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="report">Its path.</param>
    /// <exception cref="FlowDemoException">One of them cannot be read again.</exception>
    public static ReplayInputs Of(JsonElement manifest, string report)
    {
        if (!manifest.TryGetProperty("inputs", out JsonElement inputs) || inputs.ValueKind != JsonValueKind.Array)
        {
            return new ReplayInputs(report, []);
        }

        ImmutableArray<SourceFile> files = [.. inputs.EnumerateArray().Select(i => Read(i, report))];
        foreach (SourceFile file in files)
        {
            Check(file.Path);
        }

        return new ReplayInputs(report, files);
    }

    /// <summary>Refuses a plan that would read something else, and says on stderr what is going to be read.</summary>
    /// <param name="plan">The plan of the report.</param>
    /// <param name="terminal">Where to say it.</param>
    /// <exception cref="FlowDemoException">The report does not name a file of its plan.</exception>
    public void Announce(ImmutableArray<(string Name, string Value)> plan, Terminal terminal)
    {
        if (plan.SelectMany(static p => FilesOf(p.Name, p.Value)).FirstOrDefault(f => !files.Any(i => i.Path == f)) is string other)
        {
            throw new FlowDemoException(
                $"The plan in '{report}' asks for '{other}', which is not among the inputs that the report names; replay reads only "
                    + $"those.");
        }

        if (!files.IsEmpty)
        {
            terminal.Notes.Announce(
                $"flowdemo: reading {string.Join(", ", files.Select(static f => $"'{f.Path}'"))}, as '{report}' says.", terminal);
        }
    }

    /// <summary>A file that has changed makes other numbers, and that is no fault of the program.</summary>
    /// <param name="read">The files as they were read now.</param>
    /// <exception cref="FlowDemoException">One of them is not what it was.</exception>
    public void CheckUnchanged(IEnumerable<SourceFile> read)
    {
        foreach (SourceFile now in read)
        {
            if (files.Any(f => f.Path == now.Path && f.Sha256 != now.Sha256))
            {
                throw new FlowDemoException($"'{now.Path}' has changed since the report was made from it.");
            }
        }
    }

    private static SourceFile Read(JsonElement input, string report) =>
        input.ValueKind == JsonValueKind.Object
        && input.TryGetProperty("path", out JsonElement path) && path.ValueKind == JsonValueKind.String
        && input.TryGetProperty("sha256", out JsonElement hash) && hash.ValueKind == JsonValueKind.String
            ? new SourceFile(path.GetString()!, hash.GetString()!)
            : throw new FlowDemoException(
                $"The manifest in '{report}' names an input without path and hash; it was not written by this program.");

    private static void Check(string path)
    {
        if (path == InputFile.StandardInput)
        {
            throw new FlowDemoException(
                "The report was made from standard input, which cannot be read again; save what was read to a file and compare that.");
        }

        if (Directory.Exists(path) || FileStatus.Of(path) is { IsRegular: false })
        {
            throw new FlowDemoException($"'{path}', which the report was made from, is no regular file; replay reads nothing else.");
        }

        if (!File.Exists(path))
        {
            throw new FlowDemoException(
                $"'{path}', which the report was made from, is not there; run from the directory that it was made in.");
        }
    }

    /// <summary>The files that an option of a plan makes a comparison read.</summary>
    private static IEnumerable<string> FilesOf(string option, string value) => option switch
    {
        "target" or "source" => TargetList.Parse(value.Trim()).Where(TargetLoader.IsFile),
        "x0" => [value.Trim()],
        "field" => value.Split(',', StringSplitOptions.TrimEntries)
            .Where(static f => f.StartsWith(ComparedField.ModelPrefix, StringComparison.Ordinal))
            .Select(static f => f[(f.IndexOf(':', StringComparison.Ordinal) + 1)..]),
        "solver" or "schedule" => NameList.Split(value).SelectMany(ParametersOf),
        "method" => NameList.Split(value).SelectMany(static m => m.Split('/')).SelectMany(ParametersOf),
        "baseline" when MethodName.Parse(value) is MethodName name => [.. ParametersOf(name.Solver), .. ParametersOf(name.Schedule)],
        _ => [],
    };

    /// <summary>The parameters of a method that are names of files.</summary>
    private static IEnumerable<string> ParametersOf(string method) => method
        .Split(':', 2)
        .Skip(1)
        .SelectMany(static p => p.Split(',', StringSplitOptions.TrimEntries))
        .Where(static p => p.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
}
