using System.CommandLine;
using FlowDemo.Cli.Claims;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Commands;

/// <summary>Lists the catalogues.</summary>
internal sealed class ListCommand : FlowCommand
{
    public const string Id = "list";

    private const string Claims = "claims";

    private static readonly string[] Kinds = [.. MethodLibrary.Catalogs.Select(static c => c.Name), Claims];

    private readonly OutputOptions output;
    private readonly Argument<string?> kind = new("KIND")
    {
        Description = string.Join(", ", Kinds) + "; all but the claims when left out; methods are those of 'train' and '--recipe'",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ListCommand()
        : this(new OutputOptions("table", "markdown", "json"))
    {
    }

    private ListCommand(OutputOptions output)
        : base(Id, "the ids that can be used: targets, solvers, schedules, metrics, paths, methods; and what papers claim", output)
    {
        this.output = output;
        kind.CompletionSources.Add(Kinds);
        Add(kind);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo list solvers", "every solver with its order, cost and source"),
        ("flowdemo list claims", "what the papers say of their methods, and what a command of this program shows"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string? wanted = parsed.GetValue(kind);
        if (wanted is not null && !Kinds.Contains(wanted))
        {
            throw ArgumentText.UnknownWord(kind.Name, wanted, Kinds);
        }

        string format = output.ReadFormat(parsed);
        Files.OutputFile file = output.ReadFile(parsed, terminal);
        file.Write(writer =>
        {
            if (wanted == Claims)
            {
                WriteClaims(writer, format, file);
            }
            else
            {
                CatalogView view = new([.. MethodLibrary.Catalogs.Where(c => wanted is null || c.Name == wanted)]);
                WriteCatalogs(view, writer, format, file);
            }
        });
        return ExitCode.Done;
    }

    private static void WriteClaims(TextWriter writer, string format, Files.OutputFile file)
    {
        if (format == "json")
        {
            writer.Write(ClaimLibrary.Write(ClaimLibrary.All));
        }
        else if (format == "markdown")
        {
            ClaimList.WriteMarkdown(writer);
        }
        else
        {
            PageView.Write(ClaimLibrary.All.Select(PageView.Of), writer, file.Width, file.HasColor);
        }
    }

    private static void WriteCatalogs(CatalogView view, TextWriter writer, string format, Files.OutputFile file)
    {
        if (format == "json")
        {
            view.WriteJson(writer);
        }
        else if (format == "markdown")
        {
            view.WriteMarkdown(writer);
        }
        else
        {
            view.WriteTable(writer, file.Width, file.HasColor);
        }
    }
}
