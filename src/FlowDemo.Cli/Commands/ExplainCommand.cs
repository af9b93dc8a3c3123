using System.CommandLine;
using FlowDemo.Cli.Claims;
using FlowDemo.Cli.Help;
using FlowDemo.Cli.Options;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Commands;

/// <summary>Says what a method is.</summary>
internal sealed class ExplainCommand : FlowCommand
{
    public const string Id = "explain";

    private readonly Argument<string> id = new("ID")
    {
        Description = "an id of 'flowdemo list', a claim among them, the name of a method with its parameters, or 'model': how a network "
            + "of one's own is served",
    };

    private readonly ExplainOptions options;

    public ExplainCommand()
        : this(new ExplainOptions())
    {
    }

    private ExplainCommand(ExplainOptions options)
        : base(Id, "formula, order, cost, parameters, source and claims of one method; or how a model is served", options)
    {
        this.options = options;
        id.CompletionSources.Add([.. Names.Distinct(), ModelPage.Id]);
        Add(id);
    }

    private static IEnumerable<MethodPage> Pages => MethodLibrary.Catalogs.SelectMany(static c => c.Pages);

    private static IEnumerable<string> Names =>
        [.. Pages.SelectMany(static p => p.Names), .. ClaimLibrary.All.Select(static c => c.Id)];

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo explain boss", "how the dynamic-programming grid is found, and what it costs"),
        ("flowdemo explain heun", "update, order and source of a solver"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string format = parsed.GetRequiredValue(options.Format);
        if (parsed.GetRequiredValue(id) == ModelPage.Id)
        {
            terminal.Output.Write(ModelPage.Read(format));
            return ExitCode.Done;
        }

        if (format != ModelPage.Text)
        {
            throw new FlowDemoException(
                $"'{options.Format.Name} {format}' is the file that serves a model; it is printed by 'flowdemo explain {ModelPage.Id}'.");
        }

        string name = parsed.GetRequiredValue(id).Split(':', 2)[0];
        MethodPage[] named = [.. Pages.Where(p => p.Id == name)];
        MethodPage[] methods = named.Length > 0 ? named : [.. Pages.Where(p => p.IsCalled(name)).Select(p => p.As(name))];
        string[] ids = [.. methods.Select(static m => m.Id)];
        PageView[] found =
        [
            .. methods.Select(PageView.Of),
            .. ClaimLibrary.All.Where(c => c.Id == name || c.Methods.Any(ids.Contains)).Select(PageView.Of),
        ];
        if (found.Length == 0)
        {
            string guess = NameList.Nearest(name, Names) is string nearest ? $" Did you mean '{nearest}'?" : string.Empty;
            throw new FlowDemoException($"Nothing is called '{name}'.{guess} 'flowdemo list' shows everything that has a name.");
        }

        PageView.Write(found, terminal.Output, terminal.Width, terminal.OutputHasColor);
        return ExitCode.Done;
    }
}
