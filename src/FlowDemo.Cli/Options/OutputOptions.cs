using System.CommandLine;
using FlowDemo.Cli.Files;

namespace FlowDemo.Cli.Options;

/// <summary>In which format and where to the result goes.</summary>
internal sealed class OutputOptions : OptionGroup
{
    /// <summary>The format of NumPy's arrays, which is not text.</summary>
    public const string Npy = "npy";

    /// <summary>Creates the options of one command.</summary>
    /// <param name="formats">The formats it can write, the default one first.</param>
    public OutputOptions(params IReadOnlyList<string> formats)
        : this(formats, string.Empty)
    {
    }

    private readonly IReadOnlyList<string> formats;

    private OutputOptions(IReadOnlyList<string> formats, string remark)
        : base("output")
    {
        this.formats = formats;
        Format = Word("--format -f", "FORMAT", string.Join(", ", formats) + remark, formats, formats[0]);
        File = Text(
            "--output -o",
            "FILE",
            "where to; its ending chooses the format where none is given; written whole or not at all; - is stdout",
            OutputFile.StandardOutput);
    }

    /// <summary>Creates the options of a command that can also write an array.</summary>
    /// <param name="array">What the array holds.</param>
    /// <param name="texts">The other formats, the default one first.</param>
    public static OutputOptions WithArray(string array, params IReadOnlyList<string> texts) =>
        new([.. texts, Npy], $"; {Npy} holds {array}");

    public Option<string> Format { get; }

    public Option<string> File { get; }

    /// <summary>The format; where none is asked for, the ending of the file's name decides.</summary>
    /// <exception cref="FlowDemoException">It says nothing, or a format that there is not.</exception>
    public string ReadFormat(ParseResult parsed) => parsed.IsGiven(Format)
        ? parsed.GetRequiredValue(Format)
        : FileExtension.Format(parsed.GetRequiredValue(File), formats, Format.Name);

    /// <summary>Refuses a file for a plan, which is JSON whatever the format of the result, whose name promises something else.</summary>
    /// <param name="path">Where it goes.</param>
    /// <exception cref="FlowDemoException">The name ends otherwise.</exception>
    public static void CheckForPlan(string path)
    {
        if (!FileExtension.Fits(path, "json") && !FileExtension.Fits(path, Npy))
        {
            throw new FlowDemoException($"'{path}' would hold a plan, and a plan is JSON; end the name in .json.");
        }
    }

    /// <summary>The place to write to, checked before any work is done.</summary>
    public OutputFile ReadFile(ParseResult parsed, Terminal terminal) => OutputFile.At(parsed.GetRequiredValue(File), terminal);

    /// <summary>The same for a format that may not be text, which a terminal cannot show.</summary>
    public OutputFile ReadFile(ParseResult parsed, Terminal terminal, string format)
    {
        OutputFile file = ReadFile(parsed, terminal);
        return format == Npy && file.IsStandardOutput
            ? throw new FlowDemoException($"'{Format.Name} {Npy}' is not text; name the file it goes to with '{File.Name}'.")
            : file;
    }
}
