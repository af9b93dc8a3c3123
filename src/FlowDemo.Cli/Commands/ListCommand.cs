using System.CommandLine;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Commands;

/// <summary>Lists the catalogues.</summary>
internal sealed class ListCommand : FlowCommand
{
    public const string Id = "list";

    private static readonly string[] Kinds = [.. MethodLibrary.Catalogs.Select(static c => c.Name)];

    private readonly OutputOptions output;
    private readonly Argument<string?> kind = new("KIND")
    {
        Description = string.Join(", ", Kinds) + "; all of them when left out",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ListCommand()
        : this(new OutputOptions("table", "markdown", "json"))
    {
    }

    private ListCommand(OutputOptions output)
        : base(Id, "the ids that can be used: targets, solvers, schedules, metrics, paths", output)
    {
        this.output = output;
        kind.CompletionSources.Add(Kinds);
        Add(kind);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo list solvers", "every solver with its order, cost and source"),
        ("flowdemo list --format json", "all catalogues, for a script"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string? wanted = parsed.GetValue(kind);
        if (wanted is not null && !Kinds.Contains(wanted))
        {
            throw ArgumentText.UnknownWord(kind.Name, wanted, Kinds);
        }

        CatalogView view = new([.. MethodLibrary.Catalogs.Where(c => wanted is null || c.Name == wanted)]);
        string format = output.ReadFormat(parsed);
        Files.OutputFile file = output.ReadFile(parsed, terminal);
        file.Write(writer =>
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
        });
        return ExitCode.Done;
    }
}
