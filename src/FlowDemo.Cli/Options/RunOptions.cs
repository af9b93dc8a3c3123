using System.CommandLine;
using FlowDemo.Paths;

namespace FlowDemo.Cli.Options;

/// <summary>The path and the cores, where there is more than one target.</summary>
internal sealed class RunOptions : OptionGroup
{
    public RunOptions()
        : base("run")
    {
        Path = Value("--path", "ID", string.Join(", ", PathCatalog.All.Entries.Select(static e => e.Id)), "linear");
        Threads = Value("--threads", "N", "cores to use; all when left out");
    }

    public Option<string> Path { get; }

    public Option<string> Threads { get; }

    public string ReadPath(ParseResult parsed)
    {
        string id = parsed.Text(Path);
        _ = PathCatalog.All.Create(id);
        return id;
    }

    public Execution ReadExecution(ParseResult parsed, Terminal terminal) => Execution.Default with
    {
        Threads = parsed.TextOrNull(Threads) is null ? Execution.Default.Threads : parsed.Integer(Threads, 1, ProblemOptions.MostThreads),
        Cancellation = terminal.Cancellation,
    };
}
