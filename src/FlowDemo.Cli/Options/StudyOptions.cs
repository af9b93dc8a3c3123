using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>Where the results of a study go, and which part of it is computed.</summary>
internal sealed class StudyOptions : OptionGroup
{
    public StudyOptions()
        : base("study")
    {
        Into = Text("--into", "DIR", "the folder of results; several processes and machines may share it");
        Part = Value<(int, int)?>(
            "--part",
            "I/N",
            "compute the I-th of N parts alone, as in 3/8; all of it when left out",
            static (name, text) => ParsePart(name, text));
        Status = Flag("--status", "say what is there and what is missing, and compute nothing");
        Repair = Flag("--repair", "compute units again that were cut short, changed or broke down");
        Threads = Whole("--threads", "N", "cores to use; all when left out", 1, RunOptions.MostThreads);
    }

    public Option<string> Into { get; }

    public Option<(int Index, int Count)?> Part { get; }

    public Option<bool> Status { get; }

    public Option<bool> Repair { get; }

    public Option<int?> Threads { get; }

    private static (int, int)? ParsePart(string option, string text) =>
        text.Split('/') is [string index, string count]
            && ArgumentText.TryInteger(count, out long parts) && parts is >= 1 and <= 1_000_000
            && ArgumentText.TryInteger(index, out long part) && part >= 1 && part <= parts
            ? ((int)part, (int)parts)
            : throw new FlowDemoException($"'{option}' takes I/N with I from 1 to N, as in 3/8; '{text}' is not that.");
}
