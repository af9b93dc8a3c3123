using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Options;

/// <summary>In which formats and where to a report goes: one run may write several files.</summary>
internal sealed class ReportOutputOptions : OptionGroup
{
    private const string EndsMeaning = "the end points, rows x samples x 2, those of the exact flow last; a .json beside it names the rows";

    private readonly string[] formats;

    /// <summary>Creates the options.</summary>
    /// <param name="hasEnds">Whether there are end points to write.</param>
    public ReportOutputOptions(bool hasEnds)
        : base("output")
    {
        formats = hasEnds ? [.. ReportText.Formats, OutputOptions.Npy] : ReportText.Formats;
        Format = Word(
            "--format -f",
            "FORMAT",
            string.Join(", ", formats) + (hasEnds ? $"; {OutputOptions.Npy} holds {EndsMeaning}" : string.Empty),
            formats,
            ReportText.Table);
        Files = Several(
            "--output -o",
            "FILE",
            "where to; may be given several times; its ending chooses the format where none is given; written whole or not at all; - is "
                + $"stdout [{OutputFile.StandardOutput}]");
    }

    public Option<string> Format { get; }

    public Option<string[]> Files { get; }

    /// <summary>Where a report goes, checked before any work is done.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Whose standard output is meant by "-".</param>
    /// <exception cref="FlowDemoException">A format is unknown or fits no file, or a place cannot be written.</exception>
    public ImmutableArray<ReportOutput> Read(ParseResult parsed, Terminal terminal)
    {
        string[] paths = Paths(parsed);
        if (paths.Length > 1)
        {
            parsed.Refuse(
                [Format], name => $"'{name}' is about one file, and {paths.Length} are named; the ending of each says its format.");
        }

        ReportOutput[] outputs = [.. paths.Select(p => new ReportOutput(OutputFile.At(p, terminal), FormatOf(p, parsed), p))];
        return outputs.FirstOrDefault(static o => o.Format == OutputOptions.Npy && o.File.IsStandardOutput) is not null
            ? throw new FlowDemoException(
                $"'{Format.Name} {OutputOptions.Npy}' is not text; name the file it goes to with '{Files.Name}'.")
            : [.. outputs];
    }

    /// <summary>Where a plan goes that is written in place of a report; it is JSON whatever the format.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Whose standard output is meant by "-".</param>
    /// <exception cref="FlowDemoException">A name promises something else, or there are several.</exception>
    public OutputFile ReadForPlan(ParseResult parsed, Terminal terminal)
    {
        string[] paths = Paths(parsed);
        if (paths.Length > 1)
        {
            throw new FlowDemoException($"A plan goes to one file, and {paths.Length} are named; leave '{Files.Name} {paths[^1]}' out.");
        }

        OutputOptions.CheckForPlan(paths[0]);
        ReportOutput output = new(OutputFile.At(paths[0], terminal), FormatOf(paths[0], parsed), paths[0]);
        return output.Format == OutputOptions.Npy ? output.Companion(terminal) : output.File;
    }

    private string[] Paths(ParseResult parsed)
    {
        string[] given = [.. (parsed.GetValue(Files) ?? []).Select(static p => p.Trim())];
        return given.Contains(string.Empty) ? throw new FlowDemoException($"'{Files.Name}' needs a value; the one given is empty.")
            : given.Length > 0 ? given
            : [OutputFile.StandardOutput];
    }

    private string FormatOf(string path, ParseResult parsed) => parsed.IsGiven(Format)
        ? parsed.GetRequiredValue(Format)
        : FileExtension.Format(path, formats, Format.Name);
}

/// <summary>One file that a report goes to.</summary>
/// <param name="File">Where to.</param>
/// <param name="Format">In which format.</param>
/// <param name="Path">As it was written.</param>
internal sealed record ReportOutput(OutputFile File, string Format, string Path)
{
    /// <summary>The place of a report that goes with an array: the file of the same name that ends in .json.</summary>
    /// <param name="terminal">Who writes it.</param>
    /// <exception cref="FlowDemoException">It is the array's own.</exception>
    public OutputFile Companion(Terminal terminal)
    {
        string path = System.IO.Path.ChangeExtension(Path, ".json");
        return path == Path
            ? throw new FlowDemoException(
                $"'{path}' is where the report goes that names the rows of the array; "
                + $"give the array a name such as {System.IO.Path.ChangeExtension(path, OutputOptions.Npy)}.")
            : OutputFile.At(path, terminal);
    }
}
