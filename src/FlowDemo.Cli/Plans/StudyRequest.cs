using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;

namespace FlowDemo.Cli.Plans;

/// <summary>Comparisons of the same methods on one or several problems, ready to run.</summary>
/// <param name="Problems">One comparison for each target, scale and seed, in that order.</param>
/// <param name="Options">The options that make all of them again, with their values as text.</param>
internal sealed record StudyRequest(ImmutableArray<ComparisonRequest> Problems, ImmutableArray<(string Name, string Value)> Options)
{
    /// <summary>What is compared; the target and the seed are those of the first problem.</summary>
    public ResolvedPlan Plan => Problems[0].Plan;

    /// <summary>Threads and cancellation.</summary>
    public Execution Execution => Problems[0].Execution;

    /// <summary>The files that are read, once each.</summary>
    public IEnumerable<SourceFile> Inputs => Problems.SelectMany(static p => p.Inputs).DistinctBy(static f => f.Path);

    /// <summary>Runs one problem after the other and records how.</summary>
    /// <param name="terminal">Where to show progress.</param>
    /// <param name="keepsEnds">Whether the reports have the end points of their rows.</param>
    /// <param name="part">Which part of the work it is; null where it is all of it.</param>
    /// <exception cref="ArithmeticException">Training broke down.</exception>
    public StudyReport Run(Terminal terminal, bool keepsEnds = false, WorkPart? part = null)
    {
        if (Problems is [ComparisonRequest only])
        {
            return only.Run(terminal, keepsEnds, part);
        }

        part ??= WorkPart.Whole();

        double[] costs = [.. Problems.Select(static p => p.UsualSeconds())];
        var reports = ImmutableArray.CreateBuilder<ComparisonReport>();
        for (int i = 0; i < costs.Length; i++)
        {
            string label = string.Create(CultureInfo.InvariantCulture, $"{i + 1}/{costs.Length} {Problems[i].Label}");
            reports.Add(Problems[i].Run(
                terminal, keepsEnds, part.Piece(label, costs[..i].Sum() / costs.Sum(), costs[i] / costs.Sum())));
        }

        return new StudyReport(reports.ToImmutable()) { Manifest = Manifests.Of(Options, Inputs) };
    }
}
