using System.CommandLine;
using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Commands;

/// <summary>Says what a method is.</summary>
internal sealed class ExplainCommand : FlowCommand
{
    public const string Id = "explain";

    private readonly Argument<string> id = new("ID")
    {
        Description = "an id of 'flowdemo list', or the name of a method with its "
        + "parameters"
    };

    public ExplainCommand()
        : base(Id, "formula, order, cost, parameters and source of one method")
    {
        id.CompletionSources.Add([.. MethodLibrary.Catalogs.SelectMany(static c => c.Pages).SelectMany(static p => p.Names).Distinct()]);
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
        MethodPage[] named = [.. all.Where(p => p.Id == name)];
        MethodPage[] found = named.Length > 0 ? named : [.. all.Where(p => p.IsCalled(name)).Select(p => p.As(name))];
        if (found.Length == 0)
        {
            string? nearest = NameList.Nearest(name, all.SelectMany(static p => p.Names));
            string guess = nearest is null ? string.Empty : $" Did you mean '{nearest}'?";
            throw new FlowDemoException($"Nothing is called '{name}'.{guess} 'flowdemo list' shows everything that has a name.");
        }

        PageView.Write(found, terminal.Output, terminal.Width, terminal.OutputHasColor);
        return ExitCode.Done;
    }
}
