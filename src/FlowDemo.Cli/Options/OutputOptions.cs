using System.CommandLine;
using FlowDemo.Cli.Files;

namespace FlowDemo.Cli.Options;

/// <summary>In which format and where to the result goes.</summary>
internal sealed class OutputOptions : OptionGroup
{
    private readonly IReadOnlyList<string> formats;

    /// <summary>Creates the options of one command.</summary>
    /// <param name="formats">The formats it can write, the default one first.</param>
    public OutputOptions(params IReadOnlyList<string> formats)
        : base("output")
    {
        this.formats = formats;
        Format = Value("--format -f", "FORMAT", string.Join(", ", formats), formats[0]);
        File = Value("--output -o", "FILE", "where to; written whole or not at all; - is stdout", OutputFile.StandardOutput);
        Completes(Format, formats);
    }

    public Option<string> Format { get; }

    public Option<string> File { get; }

    public string ReadFormat(ParseResult parsed) => parsed.Word(Format, formats);

    /// <summary>The format; where none is asked for, the file's extension names it if it is one of the formats.</summary>
    public string ReadFormatOrExtension(ParseResult parsed)
    {
        string extension = Path.GetExtension(parsed.Text(File)).TrimStart('.');
        return parsed.GetResult(Format) is null or { Implicit: true } && formats.Contains(extension) ? extension : ReadFormat(parsed);
    }

    /// <summary>The place to write to, checked before any work is done.</summary>
    public OutputFile ReadFile(ParseResult parsed, Terminal terminal) => OutputFile.At(parsed.Text(File), terminal);
}
