using System.CommandLine;
using FlowDemo.Comparison;
using FlowDemo.Paths;

namespace FlowDemo.Cli.Options;

/// <summary>The path from noise to data, and the cores that work on it.</summary>
internal sealed class RunOptions : OptionGroup
{
    internal const int MostThreads = 1024;

    public RunOptions()
        : base("run")
    {
        string[] ids = [.. PathCatalog.All.Entries.Select(static e => e.Id)];
        Path = Value("--path", "ID", string.Join(", ", ids), static (_, text) => Known(text), new ComparisonPlan().Path);
        Threads = Whole("--threads", "N", "cores to use; all when left out", 1, MostThreads);
        Completes(Path, PathCatalog.All.Names);
    }

    public override IEnumerable<Option> Deciding => [Path];

    /// <summary>The path's id.</summary>
    public Option<string> Path { get; }

    public Option<int?> Threads { get; }

    public Execution ReadExecution(ParseResult parsed, Terminal terminal) => Execution.Default with
    {
        Threads = parsed.GetValue(Threads) ?? Execution.Default.Threads,
        Cancellation = terminal.Cancellation,
    };

    private static string Known(string id)
    {
        _ = PathCatalog.All.Create(id);
        return PathCatalog.All.Canonical(id);
    }
}
