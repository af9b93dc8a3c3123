using System.Collections.Immutable;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Options;

/// <summary>Lists of targets: ids, patterns of ids and files, separated by commas.</summary>
internal static class TargetList
{
    /// <summary>The names that a list is made of; a file whose name has a comma in it is one target.</summary>
    /// <param name="text">The list.</param>
    /// <exception cref="FlowDemoException">A pattern matches nothing.</exception>
    public static ImmutableArray<string> Parse(string text)
    {
        if (File.Exists(text))
        {
            return [text];
        }

        return [.. text
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(static t => t.Contains('*', StringComparison.Ordinal) && !TargetLoader.IsFile(t)
                ? TargetCatalog.All.Select(t)
                : [TargetCatalog.All.Canonical(t)])];
    }
}
