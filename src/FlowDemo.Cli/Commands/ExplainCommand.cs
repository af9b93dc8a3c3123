using System.CommandLine;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Commands;

/// <summary>Says what a method is.</summary>
internal sealed class ExplainCommand : FlowCommand
{
    public const string Id = "explain";

    private readonly Argument<string> id = new("ID") { Description = "an id of 'flowdemo list', or the name of a method with its parameters" };

    public ExplainCommand()
        : base(Id, "formula, order, cost, parameters and source of one method")
    {
        id.CompletionSources.Add([.. MethodLibrary.Catalogs.SelectMany(static c => c.Pages).Select(static p => p.Id).Distinct()]);
        Add(id);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("flowdemo explain boss", "how the dynamic-programming grid is found, and what it costs"),
        ("flowdemo explain heun", "update, order and source of a solver"),
    ];

    protected override int Execute(ParseResult parsed, Terminal terminal)
    {
        string name = parsed.GetRequiredValue(id).Split(':', 2)[0];
        MethodPage[] all = [.. MethodLibrary.Catalogs.SelectMany(static c => c.Pages)];
        MethodPage[] found = [.. all.Where(p => p.Id == name)];
        if (found.Length == 0)
        {
            string guess = NameList.Nearest(name, all.Select(static p => p.Id)) is string nearest ? $" Did you mean '{nearest}'?" : string.Empty;
            throw new FlowDemoException($"Nothing is called '{name}'.{guess} 'flowdemo list' shows everything that has a name.");
        }

        PageView.Write(found, terminal.Output, terminal.Width, terminal.OutputHasColor);
        return ExitCode.Done;
    }
}
