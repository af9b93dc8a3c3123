using System.Collections.Immutable;
using FlowDemo.Cli.Files;
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

    /// <summary>The names that a list is made of, where no two of them may mean one file.</summary>
    /// <param name="option">The option that takes the list.</param>
    /// <param name="text">The list.</param>
    /// <exception cref="FlowDemoException">A pattern matches nothing, or a file stands there under two names.</exception>
    public static ImmutableArray<string> ParseDistinct(string option, string text)
    {
        ImmutableArray<string> names = Parse(text);
        string[] files = [.. names.Distinct().Where(static n => TargetLoader.IsFile(n) && File.Exists(n))];
        for (int i = 1; i < files.Length; i++)
        {
            if (Array.Find(files[..i], f => FilePlace.AreSame(f, files[i])) is string same)
            {
                throw new FlowDemoException($"'{option}' names one file twice, as {same} and as {files[i]}; once is enough.");
            }
        }

        return names;
    }
}
