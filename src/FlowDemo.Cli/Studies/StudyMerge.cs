using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;

namespace FlowDemo.Cli.Studies;

/// <summary>Puts the units of a study together, wherever they were computed and in whatever order.</summary>
internal static class StudyMerge
{
    /// <summary>The report of a study.</summary>
    /// <param name="folders">Folders that hold units of it.</param>
    /// <param name="isPartial">Whether units may be missing.</param>
    /// <param name="partial">The option that allows it, for a complaint.</param>
    /// <param name="terminal">Hears what is missing.</param>
    /// <exception cref="FlowDemoException">The folders are of different studies, or units are missing.</exception>
    public static StudyReport Read(ImmutableArray<StudyFolder> folders, bool isPartial, string partial, Terminal terminal)
    {
        StudyIndex index = folders[0].ReadIndex();
        foreach (StudyFolder folder in folders.Skip(1))
        {
            StudyIndex other = folder.ReadIndex();
            if (other.Write() != index.Write())
            {
                throw new FlowDemoException(
                    $"The folders hold different studies: one is {StudyFolder.Difference(index, other)} of the other.");
            }
        }

        string[] missing = [.. index.Problems.SelectMany(static p => p.Units).Where(u => !folders.Any(f => f.Has(u)))];
        if (missing.Length > 0 && !isPartial)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"{missing.Length} of {index.Problems.Sum(static p => p.Units.Length)} units are missing; compute them with 'flowdemo "
                    + $"study', or show what is there with '{partial}'."));
        }

        var reports = ImmutableArray.CreateBuilder<ComparisonReport>();
        foreach (StudyProblem problem in index.Problems)
        {
            StudyPart[] parts = [.. problem.Units
                .Select(u => folders.FirstOrDefault(f => f.Has(u))?.Read(u))
                .OfType<StudyPart>()];
            if (parts.Length > 0)
            {
                reports.Add(StudyPart.Join(parts, index.Metrics, index.ListsBaseline));
            }

            if (parts.Length < problem.Units.Length)
            {
                terminal.Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"flowdemo: {problem.Name} lacks {problem.Units.Length - parts.Length} of {problem.Units.Length} units."));
            }
        }

        if (reports.Count == 0)
        {
            throw new FlowDemoException("None of the units is there; compute them with 'flowdemo study'.");
        }

        StudyReport study = new(reports.ToImmutable());
        ReportManifest machine = study.Reports[0].Manifest!;
        return study with
        {
            Manifest = machine with
            {
                Inputs = [.. index.Inputs.Select(static i => (i.Name, i.Value))],
                Plan = [.. index.Plan.Select(static o => (o.Name, o.Value))],
            },
        };
    }
}
